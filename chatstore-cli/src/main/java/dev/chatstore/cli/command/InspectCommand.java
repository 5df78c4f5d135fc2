package dev.chatstore.cli.command;

import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.Inspection;
import dev.chatstore.core.transfer.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a source is and holds. */
@Command(
        name = "inspect",
        description = {
            "Says what a file, a folder, an archive or a database is and holds, and what an import would ask.",
            "Reads all of it, and stores nothing."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore inspect export.zip",
            "  chatstore inspect chat.txt --zone Europe/Oslo --json | jq .messages",
            "  chatstore inspect log.csv --conversation chat_id --text body --sender who"
        })
public final class InspectCommand implements Callable<Integer> {
    @Mixin
    private final ResultOptions options;

    @Mixin
    private final SourceOptions source = new SourceOptions();

    /** Creates the command. */
    public InspectCommand(ResultOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Inspection found;
        try (SourceProgress progress = new SourceProgress(options, "inspect", "inspect")) {
            found = source.read(
                    options.secrets(),
                    (from, answers) -> HistoryImport.inspect(from, answers, progress::reached, () -> false));
        }
        print(found);
        return (found.skipped() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
    }

    private void print(Inspection found) {
        if (options.isJson()) {
            options.printJson(
                    "format", found.format(),
                    "version", found.version(),
                    "certain", found.certain(),
                    "files", found.files(),
                    "conversations", found.conversations(),
                    "messages", found.messages(),
                    "earliest", found.earliest(),
                    "latest", found.latest(),
                    "roles", found.roles(),
                    "passedOver", found.passedOver(),
                    "skipped", found.skipped(),
                    "senders", found.senders(),
                    "questions",
                            found.questions().stream().map(InspectCommand::of).toList());
            return;
        }
        Table table = new Table("FORMAT", "FILES", "CONVERSATIONS", "MESSAGES", "EARLIEST", "LATEST");
        table.row(
                (found.format() + " " + found.version()).strip() + (found.certain() ? "" : " (not certain)"),
                Long.toString(found.files()),
                Long.toString(found.conversations()),
                Long.toString(found.messages()),
                Rendering.time(found.earliest()),
                Rendering.time(found.latest()));
        options.console().print(table);
        found.roles().forEach((role, count) -> options.printResult("  " + role + ": " + count));
        found.passedOver().forEach((kind, count) -> options.printResult("  passed over: " + count + " x " + kind));
        if (found.skipped() > 0) {
            options.printResult("  would be skipped: " + found.skipped());
        }
        found.questions().forEach(question -> options.printResult(line(question)));
    }

    private static String line(Question question) {
        String choices = question.choices().stream().limit(10).collect(Collectors.joining(", "));
        return question.kind().text() + " " + ImportAnswers.option(question.kind())
                + (question.required() ? " (needed)" : "")
                + (choices.isEmpty() ? "" : ": " + choices);
    }

    private static Object of(Question question) {
        return JsonOutput.object(
                "kind", Rendering.label(question.kind()),
                "text", question.kind().text(),
                "option", ImportAnswers.option(question.kind()),
                "required", question.required(),
                "choices", question.choices());
    }
}
