package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drops conversations from the shared cache. */
@Command(
        name = "invalidate",
        description = "Drops conversations from the shared cache, after their rows were changed by other means than the"
                + " library.",
        footer = {"", "Example:", "  chatstore caches invalidate --config bot.properties telegram-4711"})
public final class CachesInvalidateCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The conversations.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = Scope.TENANT)
    private String tenant = ConversationId.DEFAULT_TENANT;

    /** Creates the command. */
    public CachesInvalidateCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        List<ConversationId> conversations =
                ids.stream().map(id -> ConversationId.of(tenant, id)).toList();
        try (OpenStore store = options.open("What was dropped is filled again by the next read.")) {
            CachesCommand.requireCache(store);
            conversations.forEach(store.storage().caches()::invalidate);
            long pending = store.storage().caches().statistics().pendingInvalidations();
            print(ids.size() - pending, pending);
            return (pending == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
        }
    }

    private void print(long invalidated, long pending) {
        if (options.isJson()) {
            options.printJson("invalidated", invalidated, "pending", pending);
        } else {
            options.print(invalidated + " invalidated"
                    + (pending == 0 ? "" : ", " + pending + " not: the shared cache did not answer"));
        }
    }
}
