package dev.chatstore.cli.command;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.SessionQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whose conversations or sessions a command is about. */
final class Scope {
    /** The description of the option in every command. */
    static final String TENANT = "The tenant (default: ${DEFAULT-VALUE}).";

    /** How many heads a command that reads all of them asks for at a time. */
    private static final int PAGE = 500;

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = TENANT)
    private String tenant = ConversationId.DEFAULT_TENANT;

    @Option(
            names = {"-o", "--owner"},
            paramLabel = "OWNER",
            description = "Only what belongs to this owner.")
    private @Nullable String owner;

    String tenant() {
        return tenant;
    }

    @Nullable String owner() {
        return owner;
    }

    ConversationId conversation(String id) {
        return ConversationId.of(tenant, id);
    }

    /** Returns the query for all conversations, archived ones too, in large pages. */
    ConversationQuery everyConversation() {
        return conversations().withArchived(Archived.INCLUDED).withLimit(PAGE);
    }

    ConversationQuery conversations() {
        ConversationQuery query = ConversationQuery.ofTenant(tenant);
        return owner == null ? query : query.withOwner(owner);
    }

    SessionQuery sessions() {
        SessionQuery query = SessionQuery.ofTenant(tenant);
        return owner == null ? query : query.withOwner(owner);
    }
}
