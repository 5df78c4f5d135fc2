package dev.chatstore.redis;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * What one process sends to the others on one channel.
 *
 * @param sender the process, by a number that it drew when its feed was opened
 * @param counter how many changes it has sent on this channel, this one among them
 * @param kind what it is
 * @param conversation what changed, or null if nothing did
 * @param change the change, or null if it was too large to be sent
 */
record FeedMessage(
        long sender,
        long counter,
        Kind kind,
        @Nullable ConversationId conversation,
        @Nullable Change change) {
    private static final int LAYOUT = 1;

    /** What a message is. */
    enum Kind {
        /** Says that the sender is there, and how many it has sent. */
        HEARTBEAT(0),
        /** Says that the sender sends no more. */
        FAREWELL(1),
        /** A change. */
        CHANGE(2),
        /** That a conversation changed, but not how. */
        NOTICE(3);

        private static final Kind[] ALL = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** Returns the kind of a number that was sent, or null if it is none. */
        static @Nullable Kind of(int code) {
            for (Kind kind : ALL) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** Writes a message about the sender itself. */
    static byte[] about(long sender, long counter, Kind kind) {
        return begin(sender, counter, kind).toBytes();
    }

    /** Writes a change, or just that there was one if it has more bytes than that. */
    static byte[] of(long sender, long counter, Change change, Frames frames, long mostBytes) {
        ByteSink whole = begin(sender, counter, Kind.CHANGE);
        frames.add(whole, Frames.MESSAGES, 0, 0, ChangeCodec.write(change));
        if (whole.size() <= mostBytes) {
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

    /** Reads a message; null if no version of the library that is not newer can have written it. */
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

    /** Returns the sender and the number only: what changed is users'. */
    @Override
    public String toString() {
        return "FeedMessage[" + kind + " " + counter + " of " + Long.toHexString(sender) + "]";
    }
}
