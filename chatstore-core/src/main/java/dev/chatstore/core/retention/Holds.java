package dev.chatstore.core.retention;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Page;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.backend.SystemTenants;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The holds of a storage: what neither {@link Retention} nor an erasure may remove, whatever a policy says, such as for a court. They are kept in
 * the store itself under a tenant of the library, so that every process, dump and copy has them. Safe for use by several threads.
 *
 * <pre>{@code
 * Holds.of(storage).place(Held.owner("acme", "kari"), "case 4711", "operator:ola");
 * }</pre>
 *
 * <p>A hold binds retention and the {@linkplain dev.chatstore.core.erasure.Erasure erasure of a person} only: a bot and an
 * operator may still delete, edit and redact what is held.
 *
 * <p>Every method throws {@link UnavailableException} if the store is out of reach. No cache is read.
 */
public final class Holds {
    private final ChatStore chats;
    private final AuditLog log;
    private final Pseudonyms pseudonyms;

    private Holds(ChatStore chats, AuditLog log, Pseudonyms pseudonyms) {
        this.chats = chats;
        this.log = log;
        this.pseudonyms = pseudonyms;
    }

    /** Returns the holds of a storage. */
    public static Holds of(Storage storage) {
        ChatStore chats = Argument.required("storage", storage).chats();
        return new Holds(chats.latest(), AuditLog.of(chats), Pseudonyms.in(chats));
    }

    /**
     * Places a hold, and returns it. An existing hold on the same subject stays as it is and is returned, so that sending the
     * call again is safe. A removal that retention has begun may be completed after this returns; the next one is not made.
     *
     * <p>Cost: as for {@link ChatStore#open}.
     *
     * @param reason why, 1 to {@value Hold#MAX_REASON} characters
     * @param by who places it, 1 to {@value Hold#MAX_BY} characters
     * @throws InvalidInputException if the reason or the name is blank or too long, or the tenant is one of the library's own
     */
    public Hold place(Held held, String reason, String by) {
        if (SystemTenants.contain(Argument.required("held", held).tenant())) {
            throw new InvalidInputException("held.tenant", "must not be one of the library's own", 0);
        }
        check("reason", reason, Hold.MAX_REASON);
        check("by", by, Hold.MAX_BY);
        log.record(AuditAction.HOLD, held.subject(), Map.of());
        Held stored = held.in(pseudonyms);
        return HoldRecord.hold(held, chats.open(HoldRecord.key(stored), HoldRecord.profile(stored, reason, by)));
    }

    private static void check(String field, @Nullable String text, int most) {
        String given = Argument.required(field, text);
        int length = given.codePointCount(0, given.length());
        if (given.isBlank() || length > most) {
            throw new InvalidInputException(field, "must have 1 to " + most + " characters and not be blank", length);
        }
    }

    private ConversationId key(Held held) {
        return HoldRecord.key(held.in(pseudonyms));
    }

    /** Releases a hold, and returns whether it existed. Cost: as for {@link ChatStore#delete}. */
    public boolean release(Held held) {
        log.record(AuditAction.RELEASE, Argument.required("held", held).subject(), Map.of());
        return chats.delete(key(held));
    }

    /**
     * Returns the hold on exactly this subject, or empty if there is none: a conversation may be held by its owner too. Cost: one
     * statement.
     *
     * @throws CorruptDataException if nothing of the hold can be read. Retention keeps what is held nevertheless
     */
    public Optional<Hold> find(Held held) {
        return chats.find(key(Argument.required("held", held))).map(stored -> HoldRecord.hold(held, stored));
    }

    /**
     * Returns one page of all holds, the most recently placed first. What cannot be read is in {@link Page#unreadable()}. Cost:
     * one statement.
     *
     * @param limit the maximum number of holds on the page, 1 to {@value ConversationQuery#MAX_LIMIT}
     * @param cursor the next of the page before, or null for the first page
     * @throws InvalidInputException if the limit is out of range, or the cursor is not that of a page of holds
     */
    public Page<Hold> list(int limit, @Nullable String cursor) {
        Page<Conversation> page = chats.list(ConversationQuery.ofTenant(HoldRecord.TENANT)
                .withArchived(ConversationQuery.Archived.INCLUDED)
                .withLimit(limit)
                .from(cursor));
        List<Hold> holds = new ArrayList<>();
        List<CorruptDataException> unreadable = new ArrayList<>(page.unreadable());
        for (Conversation stored : page.items()) {
            try {
                holds.add(HoldRecord.hold(stored));
            } catch (CorruptDataException e) {
                unreadable.add(e);
            }
        }
        return new Page<>(holds, page.next(), unreadable);
    }

    /** Returns whether a conversation is held, by itself or by its owner. Cost: two statements at most. */
    public boolean cover(Conversation conversation) {
        String owner = conversation.profile().owner();
        return isHeld(Held.conversation(conversation.id()))
                || (owner != null && isHeld(Held.owner(conversation.id().tenant(), owner)));
    }

    /**
     * Returns whether there is a hold on exactly this subject, as {@link #find} does. One of which nothing can be read counts. Cost:
     * one statement.
     */
    public boolean isHeld(Held held) {
        try {
            return chats.find(key(Argument.required("held", held))).isPresent();
        } catch (CorruptDataException e) {
            return true;
        }
    }
}
