package dev.chatstore.cli.command;

import dev.chatstore.cli.output.JsonOutput;
import dev.chatstore.cli.output.Table;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportRun;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the imports that can be undone. */
@Command(
        name = "runs",
        description = "Lists the runs of import that stored something and were not undone, the newest first.",
        footer = {"", "Examples:", "  chatstore runs", "  chatstore runs --json | jq -r '.runs[0].run'"})
public final class RunsCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    /** Creates the command. */
    public RunsCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenStore store = options.open()) {
            List<ImportRun> runs = HistoryImport.into(store.chats()).runs();
            if (options.isJson()) {
                options.printJson("runs", runs.stream().map(RunsCommand::of).toList());
            } else {
                Table table =
                        new Table("RUN", "STARTED", "FORMAT", "SOURCE", "TENANT", "ADDED", "SKIPPED").keepingFirst();
                runs.forEach(run -> table.row(
                        run.run(),
                        Rendering.time(run.started()),
                        run.format(),
                        run.source(),
                        run.tenant(),
                        run.ended() ? Long.toString(run.added()) : "not ended",
                        run.ended() ? Long.toString(run.skipped()) : ""));
                options.console().print(table);
            }
            return ExitCode.OK.number();
        }
    }

    private static Object of(ImportRun run) {
        return JsonOutput.object(
                "run", run.run(),
                "started", run.started(),
                "tenant", run.tenant(),
                "source", run.source(),
                "format", run.format(),
                "ended", run.ended(),
                "conversations", run.conversations(),
                "added", run.added(),
                "skipped", run.skipped());
    }
}
