package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.transfer.ExportReport;
import dev.chatstore.core.transfer.HistoryExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
            "Writes conversations as chat-completion JSON lines, one conversation to a line.",
            "The file is replaced when all is written; until then there is FILE.part."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore export history.jsonl",
            "  chatstore export --owner lucia lucia.jsonl",
            "  chatstore export --conversation telegram-4711 | jq ."
        })
public final class ExportCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;
    private static final String EVERYTHING_AGAIN = "The same command exports all again.";

    @Mixin
    private final CommonOptions options;

    @Mixin
    private final Scope scope = new Scope();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; the standard output without one.")
    private @Nullable Path file;

    @Option(names = "--conversation", paramLabel = "ID", description = "Only this conversation. May be repeated.")
    private List<String> conversations = new ArrayList<>();

    /** Creates the command. */
    public ExportCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (file == null) {
            if (options.isJson()) {
                throw new UsageException("--json prints the report, which needs a FILE for the conversations");
            }
            if (options.console().terminals().out()) {
                throw new UsageException("the conversations would go to the terminal: give a FILE, or a pipe");
            }
            try (OpenStore store = options.open(EVERYTHING_AGAIN)) {
                return export(store, options.console().raw()).number();
            }
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a folder: give the name of a file in it");
        }
        String question = file + " exists. Replace it?";
        if (Files.exists(file) && !confirmation.given(options.console(), question)) {
            return ExitCode.NOT_CONFIRMED.number();
        }
        // The store first: an error of its own is to leave no file.
        try (OpenStore store = options.open(EVERYTHING_AGAIN)) {
            return export(store, file).number();
        }
    }

    private ExitCode export(OpenStore store, Path target) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        ExitCode code;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER)) {
            code = export(store, out);
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        return code;
    }

    private ExitCode export(OpenStore store, OutputStream out) throws IOException {
        ExportReport report;
        try (ProgressDisplay progress = options.progress("export", () -> total(store))) {
            HistoryExport export = HistoryExport.from(store.chats());
            OutputStream counted = new CountedLines(out, progress);
            report = conversations.isEmpty()
                    ? export.write(scope.everyConversation(), counted)
                    : export.write(ids().iterator(), counted);
            out.flush();
        }
        return print(report);
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
            options.note(report.conversations() + " conversations, " + report.messages() + " messages exported"
                    + (report.unreadable() == 0 ? "" : ", " + report.unreadable() + " unreadable"));
        }
        boolean isMissing = report.conversations() < conversations.size();
        return report.unreadable() > 0 || isMissing ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
}
