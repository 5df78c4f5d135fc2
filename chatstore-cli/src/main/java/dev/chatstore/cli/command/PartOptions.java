package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.OpenStore;
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

    /** Returns the part. */
    StoreScope scope() {
        String in = tenant();
        if (in == null) {
            return StoreScope.everything();
        }
        if (within == null) {
            return StoreScope.ofTenant(in);
        }
        return within.owner == null
                ? StoreScope.ofConversation(ConversationId.of(in, String.valueOf(within.conversation)))
                : StoreScope.ofOwner(in, within.owner);
    }

    /** Returns how many conversations the part has, which is an estimate for all tenants, or {@link ProgressDisplay#UNKNOWN}. */
    long count(OpenStore store) {
        return count(store, scope());
    }

    /** Returns how many conversations a part has, which is an estimate for all tenants, or {@link ProgressDisplay#UNKNOWN}. */
    static long count(OpenStore store, StoreScope scope) {
        if (scope.tenant() == null) {
            Long estimate = store.storage().contents().estimate().conversations();
            return estimate == null ? ProgressDisplay.UNKNOWN : estimate;
        }
        if (scope.value() != null) {
            return 1;
        }
        ConversationQuery tenant =
                ConversationQuery.ofTenant(scope.tenant()).withArchived(ConversationQuery.Archived.INCLUDED);
        return store.chats().count(scope.owner() == null ? tenant : tenant.withOwner(scope.owner()));
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
