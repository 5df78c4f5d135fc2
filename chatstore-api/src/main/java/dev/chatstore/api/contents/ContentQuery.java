package dev.chatstore.api.contents;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects what is counted. Start from {@link #ofTenant} or {@link #ofOwner}, which ask for the numbers that need no message
 * to be read.
 *
 * @param tenant the tenant
 * @param owner the owner of the conversations and sessions, or null for all of the tenant
 * @param groupings what the numbers are also divided by
 * @param textBytes whether the bytes of the texts are summed up, for which all messages are read
 */
public record ContentQuery(String tenant, @Nullable String owner, Set<Grouping> groupings, boolean textBytes) {
    /**
     * Creates a query and checks its parts; the set is copied.
     *
     * @throws InvalidInputException if the tenant or owner is not a valid name, or a grouping is null
     */
    public ContentQuery {
        // A query of conversations has the same rules for both.
        ConversationQuery checked = ConversationQuery.ofTenant(tenant);
        if (owner != null) {
            checked.withOwner(owner);
        }
        groupings = Collections.unmodifiableSet(copy(groupings));
    }

    private static Set<Grouping> copy(@Nullable Iterable<? extends @Nullable Grouping> groupings) {
        EnumSet<Grouping> copy = EnumSet.noneOf(Grouping.class);
        for (Grouping grouping : required(groupings)) {
            copy.add(required(grouping));
        }
        return copy;
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new InvalidInputException("query.groupings", "must not be null", 0);
        }
        return value;
    }

    /** Returns a query of a tenant. */
    public static ContentQuery ofTenant(String tenant) {
        return new ContentQuery(tenant, null, Set.of(), false);
    }

    /** Returns a query of an owner under the default tenant. */
    public static ContentQuery ofOwner(String owner) {
        return ofTenant(ConversationId.DEFAULT_TENANT).withOwner(owner);
    }

    /** Returns this query for an owner. */
    public ContentQuery withOwner(String owner) {
        // Null would be everybody.
        ConversationQuery.ofTenant(tenant).withOwner(owner);
        return new ContentQuery(tenant, owner, groupings, textBytes);
    }

    /** Returns this query with numbers that are divided by these and by nothing else. */
    public ContentQuery by(Grouping... groupings) {
        return new ContentQuery(tenant, owner, copy(Arrays.asList(required(groupings))), textBytes);
    }

    /** Returns this query with the bytes of the texts. */
    public ContentQuery withTextBytes() {
        return new ContentQuery(tenant, owner, groupings, true);
    }

    /** Returns whether all messages have to be read, and not only the heads of the conversations. */
    public boolean readsMessages() {
        return textBytes || groupings.stream().anyMatch(Grouping::ofMessages);
    }

    /** Returns the parts, without the owner. */
    @Override
    public String toString() {
        return "ContentQuery[tenant=" + ConversationId.printable(tenant) + ", owner="
                + (owner == null ? "any" : "given") + ", groupings=" + groupings + ", textBytes=" + textBytes + "]";
    }
}
