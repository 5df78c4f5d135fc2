package dev.chatstore.redis.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Packs what is cached or sent into frames: a kind (1 byte), the number of messages (4), the sequence of the first (8),
 * the length (4), and the bytes, compressed if that makes them smaller. Scripts read all but the bytes. Thread-safe.
 */
public final class Frames {
    /** The kind of a frame with the head of a conversation. */
    public static final int HEAD = 1;

    /** The kind of a frame with messages in order. */
    public static final int MESSAGES = 2;

    /** The kind of a frame with one message in its new revision. */
    public static final int REVISED = 3;

    /** The size from which on a frame is compressed. */
    public static final Setting<Optional<Long>> COMPRESS_FROM = Setting.optional(Setting.bytes(
            "redis.cache-compress",
            "8KiB",
            "256B",
            "16MiB",
            "Minimum size of what is compressed with zstd before it is cached or sent."));

    /** Added to the kind of a compressed frame, whose bytes begin with their length before compression. */
    private static final int COMPRESSED = 0x80;

    /** No frame that this library wrote is longer. */
    private static final int LONGEST = 1 << 28;

    private static final int LEVEL = 1;

    private final long compressFrom;

    /** Creates frames that are compressed from a size in bytes on. */
    public Frames(long compressFrom) {
        this.compressFrom = compressFrom;
    }

    /** Creates frames that are compressed as the settings say. */
    public static Frames of(Settings settings) {
        return new Frames(settings.get(COMPRESS_FROM).orElse(Long.MAX_VALUE));
    }

    /**
     * A frame that was read.
     *
     * @param kind one of the kinds above
     * @param count the number of messages
     * @param body the bytes, decompressed
     */
    public record Frame(int kind, int count, ByteSource body) {}

    /** Writes a frame. */
    public void add(ByteSink to, int kind, int count, long first, ByteSink body) {
        byte[] raw = body.toBytes();
        byte[] packed = raw.length < compressFrom ? raw : Zstd.compress(raw, LEVEL);
        boolean smaller = packed.length + Integer.BYTES < raw.length;
        to.put(smaller ? kind | COMPRESSED : kind).putInt(count).putLong(first);
        if (smaller) {
            to.putInt(packed.length + Integer.BYTES).putInt(raw.length).put(packed);
        } else {
            to.putInt(raw.length).put(raw);
        }
    }

    /** Reads the next frame. */
    public static Frame next(ByteSource from) {
        int kind = from.oneByte();
        int count = from.fourBytes();
        from.eightBytes();
        ByteSource body = from.take(from.fourBytes());
        if (count < 0 || !List.of(HEAD, MESSAGES, REVISED).contains(kind & ~COMPRESSED)) {
            throw new UnreadableException();
        }
        return (kind & COMPRESSED) == 0
                ? new Frame(kind, count, body)
                : new Frame(kind & ~COMPRESSED, count, unpacked(body));
    }

    private static ByteSource unpacked(ByteSource body) {
        int length = body.fourBytes();
        if (length < 0 || length > LONGEST) {
            throw new UnreadableException();
        }
        try {
            byte[] raw = Zstd.decompress(body.rest(), length);
            if (raw.length == length) {
                return new ByteSource(raw);
            }
        } catch (ZstdException e) {
            // Refused below: these bytes were not compressed here.
        }
        throw new UnreadableException();
    }
}
