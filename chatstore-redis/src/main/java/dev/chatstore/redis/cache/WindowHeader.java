package dev.chatstore.redis.cache;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.UnreadableException;
import java.time.Instant;

/**
 * The header of a window, of fixed size before its frames, which scripts change in place.
 *
 * @param state what is kept
 * @param version the version of the head
 * @param asOf the server's time in milliseconds at which the window was last known to be current
 * @param count the number of messages of the conversation
 * @param lastSequence the sequence of its newest message
 * @param tokens the tokens of all its messages
 * @param active the time of its last activity
 * @param updated the time of its last change
 */
// Eight components: a row of the layout that window.lua describes.
record WindowHeader(
        int state,
        long version,
        long asOf,
        long count,
        long lastSequence,
        long tokens,
        Instant active,
        Instant updated) {
    /** The fields, which the checksum covers together with the key. */
    private static final int FIELDS = 98;

    private static final int CHECKSUM = 8;

    static final int SIZE = FIELDS + CHECKSUM;
    static final int WINDOW = 1;
    static final int ABSENT = 2;

    private static final int EMPTY = 0;
    private static final int LAYOUT = 3;

    /** Above this, the numbers of Lua are not exact. */
    private static final long EXACT = 1L << 52;

    /** Returns the fields of a window to be filled in; the scripts set those that they own, and add the checksum. */
    static byte[] of(ConversationWindow window, long first, int held, int size) {
        Conversation head = window.head();
        ByteSink to = new ByteSink().put(LAYOUT).put(head == null ? ABSENT : WINDOW);
        to.putLong(window.version()).putLong(0).putLong(0).putLong(0).putLong(0);
        if (head == null) {
            to.putLong(0).putLong(0).putLong(0).putLong(0).putLong(0);
        } else {
            to.putLong(head.messageCount()).putLong(head.lastSequence()).putLong(head.tokens());
            to.putTime(head.lastActivity()).putTime(head.updated());
        }
        return to.putLong(first).putInt(held).putInt(size).toBytes();
    }

    /** Returns whether scripts can calculate with these numbers. */
    static boolean isExact(long... numbers) {
        for (long number : numbers) {
            if (number < 0 || number > EXACT) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a value claims to be a window, or to know that the conversation is missing. */
    static boolean isWindow(byte[] value) {
        return value.length >= SIZE && value[0] == LAYOUT && value[1] != EMPTY;
    }

    /** Reads a header, after which nothing but its frames follows. */
    static WindowHeader read(byte[] key, ByteSource from) {
        ByteSource fields = HeaderChecksum.checked(key, from, FIELDS);
        if (fields.oneByte() != LAYOUT) {
            throw new UnreadableException();
        }
        int state = fields.oneByte();
        long version = fields.eightBytes();
        fields.eightBytes();
        long asOf = fields.eightBytes();
        fields.eightBytes();
        fields.eightBytes();
        WindowHeader header = new WindowHeader(
                state,
                version,
                asOf,
                fields.eightBytes(),
                fields.eightBytes(),
                fields.eightBytes(),
                fields.time(),
                fields.time());
        fields.eightBytes();
        fields.fourBytes();
        if (fields.fourBytes() != from.left()) {
            throw new UnreadableException();
        }
        return header;
    }

    /** Returns a head with the fields that scripts have moved forward since it was written. A message ends its archived state. */
    Conversation applyTo(Conversation head) {
        return new Conversation(
                head.id(),
                version,
                count,
                lastSequence,
                tokens,
                head.profile(),
                head.archived() && lastSequence == head.lastSequence(),
                head.created(),
                active,
                updated);
    }
}
