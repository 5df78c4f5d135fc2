package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.transfer.ExportReport;
import dev.chatstore.core.transfer.HistoryExport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes conversations to a file. */
@Command(
        name = "export",
        description = {
            "Writes conversations for tools, as chat-completion JSON lines or CSV, or for people, as HTML or Markdown.",
            "The file is replaced when all is written. For everything that a store has, see dump."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore export history.jsonl",
            "  chatstore export --owner lucia lucia.html",
            "  chatstore export --conversation telegram-4711 --format markdown --zone Europe/Oslo"
        })
public final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Scope scope = new Scope();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; the standard output without one.")
    private @Nullable Path file;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description =
                    "The format: ${COMPLETION-CANDIDATES}. Without it, that of the file's name, or chat-completions.")
    private @Nullable ExportFormatChoice format;

    @Option(names = "--conversation", paramLabel = "ID", description = "Only this conversation. May be repeated.")
    private List<String> conversations = new ArrayList<>();

    @Option(names = "--path", description = "Only the path to the newest message, without other branches.")
    private boolean path;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The time zone of HTML and Markdown (default: UTC).")
    private @Nullable ZoneId zone;

    /** Creates the command. */
    public ExportCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        // Under its name it would be replaced, and the report would go into it.
        Path target = file == null || Console.isStandardOutput(file) ? null : file;
        if (target == null && options.isJson()) {
            throw new UsageException("--json prints the report, which needs a FILE for the conversations");
        }
        if (target == null && options.console().terminals().out()) {
            throw new UsageException("the conversations would go to the terminal: give a FILE, or a pipe");
        }
        if (target != null && Files.isDirectory(target)) {
            throw new UsageException(target + " is a folder: give the name of a file in it");
        }
        if (target != null
                && Files.isRegularFile(target)
                && !confirmation.given(options.console(), target + " exists. Replace it?")) {
            return ExitCode.NOT_CONFIRMED.number();
        }
        try (OpenStore store = options.open("The same command exports all again.")) {
            return (isMissing(store) ? ExitCode.NOT_FOUND : export(store, target)).number();
        }
    }

    /** Notes which of the named conversations do not exist: nothing is written then, and no file is replaced. */
    private boolean isMissing(OpenStore store) {
        List<ConversationId> missing =
                ids().stream().filter(id -> !exists(store, id)).toList();
        missing.forEach(id -> options.note("Not exported: " + Rendering.missing(id)));
        return !missing.isEmpty();
    }

    /** One that cannot be read exists, and is counted as unreadable. */
    private static boolean exists(OpenStore store, ConversationId id) {
        try {
            return store.chats().find(id).isPresent();
        } catch (CorruptDataException e) {
            return true;
        }
    }

    private ExitCode export(OpenStore store, @Nullable Path target) throws IOException {
        ExportReport report;
        try (ProgressDisplay progress = options.progress("export", () -> total(store))) {
            HistoryExport export =
                    shape(target).of(HistoryExport.from(store.chats())).onProgress(progress::reached);
            HistoryExport selected = path ? export.onlyNewestPath() : export;
            report = write(zone == null ? selected : selected.inZone(zone), target);
        }
        return print(report);
    }

    private ExportFormatChoice shape(@Nullable Path target) {
        return format == null ? ExportFormatChoice.ofName(target) : format;
    }

    private ExportReport write(HistoryExport export, @Nullable Path target) throws IOException {
        if (target != null) {
            return conversations.isEmpty()
                    ? export.write(scope.everyConversation(), target)
                    : export.write(ids().iterator(), target);
        }
        OutputStream out = options.console().raw();
        ExportReport report = conversations.isEmpty()
                ? export.write(scope.everyConversation(), out)
                : export.write(ids().iterator(), out);
        out.flush();
        return report;
    }

    private long total(OpenStore store) {
        return conversations.isEmpty() ? store.chats().count(scope.everyConversation()) : conversations.size();
    }

    private List<ConversationId> ids() {
        return conversations.stream().map(scope::conversation).toList();
    }

    private ExitCode print(ExportReport report) {
        if (options.isJson()) {
            options.printJson(
                    "conversations", report.conversations(),
                    "messages", report.messages(),
                    "unreadable", report.unreadable());
        } else {
            options.note(Rendering.count(report.conversations(), "conversation") + ", "
                    + Rendering.count(report.messages(), "message") + " exported"
                    + (report.unreadable() == 0 ? "" : ", " + report.unreadable() + " unreadable"));
        }
        boolean isMissing = report.conversations() < conversations.size();
        return report.unreadable() > 0 || isMissing ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
}
