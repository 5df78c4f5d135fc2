package dev.chatstore.cli.life;

import static dev.chatstore.core.dump.Quantity.count;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.core.erasure.PersonExport;
import dev.chatstore.core.erasure.PersonExportReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Exports all that a store holds of a person. */
@Command(
        name = "export-person",
        description = {
            "Writes all that a store holds of a person into a new folder: a page to read (index.html), lossless",
            "dumps of the person's conversations and sessions, and what the person wrote in conversations of",
            "others. The files have it in the clear, and can be read by you alone."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore export-person kari-data --person kari",
            "  chatstore export-person kari-data --tenant acme --owner 4711 --author Kari"
        })
public final class ExportPersonCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Parameters(paramLabel = "FOLDER", description = "The folder, which is new or empty.")
    private Path folder = Path.of("");

    /** Creates the command. */
    public ExportPersonCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        Person exported = person.person();
        try (OpenStore store = options.open()) {
            PersonExportReport report;
            try (ProgressDisplay progress = options.progress("export", () -> ProgressDisplay.UNKNOWN)) {
                report = PersonExport.of(store.storage(), exported)
                        .onProgress(progress::reached)
                        .write(folder);
            }
            options.printResult(
                    "exported " + count(report.conversations(), "conversation") + " with "
                            + count(report.messages(), "message") + ", " + count(report.writtenMessages(), "message")
                            + " in conversations of others, " + count(report.sessions(), "session") + " to " + folder
                            + (report.unreadable() == 0 ? "" : "; " + report.unreadable() + " cannot be read"),
                    "folder",
                    folder.toString(),
                    "conversations",
                    report.conversations(),
                    "messages",
                    report.messages(),
                    "writtenMessages",
                    report.writtenMessages(),
                    "sessions",
                    report.sessions(),
                    "unreadable",
                    report.unreadable());
            return (report.unreadable() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }
}
