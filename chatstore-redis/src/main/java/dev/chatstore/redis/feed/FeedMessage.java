package dev.chatstore.redis.feed;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.Frames;
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
    private static final int LAYOUT = 3;

    private static final int HEADER = 2 + 2 * Long.BYTES;
    private static final Frames UNCOMPRESSED = new Frames(Long.MAX_VALUE);

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
        return message(sender, counter, kind, UNCOMPRESSED, new ByteSink());
    }

    /** Writes a change, or a notice of it if it has more bytes than that. */
    static byte[] of(long sender, long counter, Change change, Frames frames, long maxBytes) {
        byte[] whole = message(sender, counter, Kind.CHANGE, frames, ChangeCodec.write(change));
        if (whole.length <= maxBytes) {
            return whole;
        }
        ConversationId id = change.conversation();
        ByteSink notice = new ByteSink().putText(id.tenant()).putText(id.value());
        return message(sender, counter, Kind.NOTICE, UNCOMPRESSED, notice);
    }

    /** Writes the header, and a frame that can be read only after this header. */
    private static byte[] message(long sender, long counter, Kind kind, Frames frames, ByteSink body) {
        ByteSink header = new ByteSink().put(LAYOUT).put(kind.code);
        header.putLong(sender).putLong(counter);
        return header.put(frames.frame(header.toBytes(), Frames.MESSAGES, 0, 0, body))
                .toBytes();
    }

    /** Reads a message; null if it is damaged, or another program or version of the library wrote it. */
    static @Nullable FeedMessage read(byte[] bytes) {
        try {
            ByteSource from = new ByteSource(bytes);
            ByteSource header = from.take(HEADER);
            ByteSource body = Frames.next(from, header.copy().rest()).body();
            int layout = header.oneByte();
            Kind kind = Kind.of(header.oneByte());
            return layout == LAYOUT && kind != null && from.isAtEnd() ? read(kind, header, body) : null;
        } catch (RuntimeException | Error e) {
            // Bytes that nobody wrote make values that no constructor accepts, or that take too much memory.
            return null;
        }
    }

    private static FeedMessage read(Kind kind, ByteSource header, ByteSource body) {
        long sender = header.eightBytes();
        long counter = header.eightBytes();
        return switch (kind) {
            case HEARTBEAT, FAREWELL -> new FeedMessage(sender, counter, kind, null, null);
            case NOTICE -> new FeedMessage(sender, counter, kind, new ConversationId(body.text(), body.text()), null);
            case CHANGE -> {
                Change change = ChangeCodec.read(body);
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
