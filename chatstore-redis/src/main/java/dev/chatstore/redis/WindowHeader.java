package dev.chatstore.redis;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Instant;

/**
 * What stands at a fixed place before the records of a window, where the scripts change it.
 *
 * @param state what is kept
 * @param version the version of the head
 * @param asOf since when by the server's clock it is known to be current, in milliseconds
 * @param count the messages of the conversation
 * @param lastSequence its newest message
 * @param tokens the tokens of all of them
 * @param updated when it last changed
 */
// Seven components: a row of the layout that window.lua describes.
record WindowHeader(int state, long version, long asOf, long count, long lastSequence, long tokens, Instant updated) {
    static final int SIZE = 86;
    static final int WINDOW = 1;
    static final int ABSENT = 2;

    private static final int EMPTY = 0;
    private static final int LAYOUT = 1;

    /** Past this the numbers of Lua are not exact. */
    private static final long EXACT = 1L << 52;

    /** Returns the header of a window that is filled; the scripts put in what they know. */
    static byte[] of(ConversationWindow window, long first, int held) {
        Conversation head = window.head();
        ByteSink to = new ByteSink().put(LAYOUT).put(head == null ? ABSENT : WINDOW);
        to.putLong(window.version()).putLong(0).putLong(0).putLong(0).putLong(0);
        if (head == null) {
            to.putLong(0).putLong(0).putLong(0).putLong(0);
        } else {
            to.putLong(head.messageCount()).putLong(head.lastSequence()).putLong(head.tokens());
            to.putTime(head.updated());
        }
        return to.putLong(first).putInt(held).toBytes();
    }

    /** Returns whether the scripts can count with these numbers. */
    static boolean isExact(long... numbers) {
        for (long number : numbers) {
            if (number < 0 || number > EXACT) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether this is a window, or that there is none; what it says of it may still be unreadable. */
    static boolean isWindow(byte[] value) {
        return value.length >= SIZE && value[0] == LAYOUT && value[1] != EMPTY;
    }

    static WindowHeader read(ByteSource from) {
        if (from.oneByte() != LAYOUT) {
            throw new UnreadableException();
        }
        int state = from.oneByte();
        long version = from.eightBytes();
        from.eightBytes();
        long asOf = from.eightBytes();
        from.eightBytes();
        from.eightBytes();
        WindowHeader header = new WindowHeader(
                state, version, asOf, from.eightBytes(), from.eightBytes(), from.eightBytes(), from.time());
        from.eightBytes();
        from.fourBytes();
        return header;
    }

    /** Returns a head brought up to what the scripts have counted. */
    Conversation bringUp(Conversation head) {
        return new Conversation(
                head.id(),
                version,
                count,
                lastSequence,
                tokens,
                head.profile(),
                head.archived(),
                head.created(),
                updated);
    }
}
