package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that select a part of a whole store: everything, a tenant, an owner or one conversation. */
final class PartOptions {
    /** What is smaller than a tenant. */
    static final class Within {
        @Option(
                names = {"-o", "--owner"},
                paramLabel = "OWNER",
                description = "Only what belongs to this owner.")
        private @Nullable String owner;

        @Option(names = "--conversation", paramLabel = "ID", description = "Only this conversation, without sessions.")
        private @Nullable String conversation;
    }

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            description = "Only this tenant. Without it, all tenants; for an owner or a conversation, "
                    + ConversationId.DEFAULT_TENANT + ".")
    private @Nullable String tenant;

    @ArgGroup
    private @Nullable Within within;

    /** Returns whether nothing is left out. */
    boolean isEverything() {
        return tenant == null && within == null;
    }

    /** Returns the only tenant, or null for all. */
    @Nullable String tenant() {
        return tenant == null && within != null ? ConversationId.DEFAULT_TENANT : tenant;
    }

    /** Returns the only owner, or null for all. */
    @Nullable String owner() {
        return within == null ? null : within.owner;
    }

    /** Returns the only conversation, or null for all. */
    @Nullable String conversation() {
        return within == null ? null : within.conversation;
    }
}
