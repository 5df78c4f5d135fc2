package dev.chatstore.redis.feed;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.Frames;
import dev.chatstore.redis.codec.UnreadableException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * A message of one process to the others on one channel.
 *
 * @param sender the process, by a random number of its feed
 * @param counter the number of changes it has sent on this channel, including this one
 * @param kind the kind of message
 * @param conversation the conversation that changed, or null
 * @param change the change, or null if it was too large to be sent whole
 */
record FeedMessage(
        long sender,
        long counter,
        Kind kind,
        @Nullable ConversationId conversation,
        @Nullable Change change) {
    private static final int LAYOUT = 2;

    /** The kinds of messages. */
    enum Kind {
        /** The sender is alive and has sent this many changes. */
        HEARTBEAT(0),
        /** The sender sends nothing more. */
        FAREWELL(1),
        /** A change. */
        CHANGE(2),
        /** A conversation changed, without the change. */
        NOTICE(3);

        private static final Kind[] ALL = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** Returns the kind of a code, or null if there is none. */
        static @Nullable Kind of(int code) {
            for (Kind kind : ALL) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** Writes a message without a change. */
    static byte[] status(long sender, long counter, Kind kind) {
        return begin(sender, counter, kind).toBytes();
    }

    /** Writes a change, or a notice of it if it has more bytes than that. */
    static byte[] of(long sender, long counter, Change change, Frames frames, long maxBytes) {
        ByteSink whole = begin(sender, counter, Kind.CHANGE);
        frames.add(whole, Frames.MESSAGES, 0, 0, ChangeCodec.write(change));
        if (whole.size() <= maxBytes) {
            return whole.toBytes();
        }
        ConversationId id = change.conversation();
        return begin(sender, counter, Kind.NOTICE)
                .putText(id.tenant())
                .putText(id.value())
                .toBytes();
    }

    private static ByteSink begin(long sender, long counter, Kind kind) {
        return new ByteSink().put(LAYOUT).put(kind.code).putLong(sender).putLong(counter);
    }

    /** Reads a message; null if neither this version of the library nor an older one wrote it. */
    static @Nullable FeedMessage read(byte[] bytes) {
        try {
            ByteSource from = new ByteSource(bytes);
            int layout = from.oneByte();
            Kind kind = Kind.of(from.oneByte());
            return layout == LAYOUT && kind != null ? read(kind, from) : null;
        } catch (UnreadableException
                | InvalidInputException
                | CorruptDataException
                | DateTimeException
                | ArithmeticException e) {
            return null;
        }
    }

    private static FeedMessage read(Kind kind, ByteSource from) {
        long sender = from.eightBytes();
        long counter = from.eightBytes();
        return switch (kind) {
            case HEARTBEAT, FAREWELL -> new FeedMessage(sender, counter, kind, null, null);
            case NOTICE -> new FeedMessage(sender, counter, kind, new ConversationId(from.text(), from.text()), null);
            case CHANGE -> {
                Change change = ChangeCodec.read(Frames.next(from).body());
                yield new FeedMessage(sender, counter, kind, change.conversation(), change);
            }
        };
    }

    /** Returns the sender and the number only, nothing of the change. */
    @Override
    public String toString() {
        return "FeedMessage[" + kind + " " + counter + " of " + Long.toHexString(sender) + "]";
    }
}
