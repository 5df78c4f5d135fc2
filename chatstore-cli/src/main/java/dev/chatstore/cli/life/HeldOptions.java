package dev.chatstore.cli.life;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.output.SafeText;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.retention.Held;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a hold is on. */
final class HeldOptions {
    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = "The tenant (default: ${DEFAULT-VALUE}).")
    private String tenant = ConversationId.DEFAULT_TENANT;

    @Option(names = "--conversation", paramLabel = "ID", description = "The conversation. It need not exist yet.")
    private @Nullable String conversation;

    @Option(
            names = {"-o", "--owner"},
            paramLabel = "OWNER",
            description = "The owner of conversations, also of those to come.")
    private @Nullable String owner;

    Held held() {
        if (conversation != null && owner == null) {
            return Held.conversation(ConversationId.of(tenant, conversation));
        }
        if (owner == null || conversation != null) {
            throw new UsageException("name what to hold: give either --conversation or --owner");
        }
        return Held.owner(tenant, owner);
    }

    /** Returns a description of what is held. */
    static String shown(Held held) {
        return label(held.kind()) + " " + SafeText.line(held.name()) + " of tenant " + SafeText.line(held.tenant());
    }

    static String label(Held.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
