package dev.chatstore.redis.store.form;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.redis.client.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the lists of sessions. Its bytes sort in the list's order: the name of the store, a zero, the value, a zero
 * and a nonce, which distinguishes the entries of one session. In the list of a tenant, a zero and the owner follow. A
 * caller that removes the entry can then also remove the entry in the owner's list.
 *
 * @param id the session
 * @param nonce the time of the entry's creation and a random number, see {@link ListEntry}
 * @param owner the owner whose list has the entry too; empty for none, and in an entry read from an owner's list
 */
public record SessionEntry(SessionId id, String nonce, String owner) {
    /** The bound before all entries. */
    private static final byte[] FIRST = utf8("-");

    /** The bound after all entries. */
    private static final byte[] LAST = utf8("+");

    private static final byte[] AFTER_NONCES = {(byte) 0xff};
    private static final int TEXTS = 3;

    /** Returns the bound before all entries of a list. */
    public static byte[] first() {
        return FIRST.clone();
    }

    /** Returns the bound after all entries of a list. */
    public static byte[] last() {
        return LAST.clone();
    }

    /** Returns the entry in the list of the tenant. */
    public byte[] inTenant() {
        return utf8(place(id) + nonce + "\0" + owner);
    }

    /** Returns the entry in the list of the owner. */
    public byte[] inOwner() {
        return utf8(place(id) + nonce);
    }

    /** Returns whether a member of a list is an entry. */
    public static boolean isEntry(byte[] bytes) {
        try {
            of(ConversationId.DEFAULT_TENANT, bytes).made();
            return true;
        } catch (CorruptDataException | InvalidInputException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Reads an entry of a list of the tenant or of an owner. */
    public static SessionEntry of(String tenant, byte[] bytes) {
        String[] texts = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        if (texts.length < TEXTS || texts.length > TEXTS + 1) {
            throw Reply.unreadable();
        }
        return new SessionEntry(
                new SessionId(tenant, texts[0], texts[1]), texts[2], texts.length == TEXTS ? "" : texts[TEXTS]);
    }

    /** Returns the time of the entry's creation, in microseconds. */
    public long made() {
        return new ListEntry(0, id.value(), nonce).made();
    }

    /** Returns the bound before the entries of a store, or of all stores if the name is null. */
    public static byte[] from(@Nullable String name) {
        return name == null ? FIRST : utf8("[" + name + "\0");
    }

    /** Returns the bound after the entries of a store, or of all stores if the name is null. */
    public static byte[] to(@Nullable String name) {
        return name == null ? LAST : utf8("(" + name + "\1");
    }

    /** Returns the bound after all entries of a session. */
    public static byte[] after(SessionId id) {
        return exclusive(utf8(place(id)), AFTER_NONCES);
    }

    /** Returns the bound after an entry of any list. */
    public static byte[] after(byte[] entry) {
        return exclusive(entry, new byte[0]);
    }

    private static byte[] exclusive(byte[] bytes, byte[] more) {
        return ByteBuffer.allocate(1 + bytes.length + more.length)
                .put((byte) '(')
                .put(bytes)
                .put(more)
                .array();
    }

    private static String place(SessionId id) {
        return id.name() + "\0" + id.value() + "\0";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
