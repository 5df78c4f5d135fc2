package dev.chatstore.redis.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Packs what is cached or sent into frames: a kind (1 byte), the number of messages (4), the sequence of the first (8),
 * the length of what follows (4), a checksum of all this and the key (4), and the bytes, compressed if that makes them
 * smaller. Scripts read what comes before the checksum. Thread-safe.
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

    /** Added to the kind of a compressed frame. */
    private static final int COMPRESSED = 0x80;

    private static final int HEADER = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES;

    /**
     * How many bytes one byte of a compressed frame stands for at most, so that a small value cannot take much memory. A
     * frame that would be smaller is filled up.
     */
    private static final int MAX_RATIO = 64;

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

    /**
     * Returns a frame.
     *
     * @param key the only key under which the frame can be read
     */
    public byte[] frame(byte[] key, int kind, int count, long first, ByteSink body) {
        byte[] raw = body.toBytes();
        byte[] packed = raw.length < compressFrom ? raw : packed(raw);
        boolean smaller = packed.length < raw.length;
        byte[] content = smaller ? packed : raw;
        ByteSink header = new ByteSink();
        header.put(smaller ? kind | COMPRESSED : kind).putInt(count).putLong(first);
        header.putInt(Integer.BYTES + content.length);
        return new ByteSink()
                .put(header.toBytes())
                .putInt(checksum(key, new ByteSource(header.toBytes()), new ByteSource(content)))
                .put(content)
                .toBytes();
    }

    /** Returns bytes after their length, compressed, and filled up to the maximum ratio. */
    private static byte[] packed(byte[] raw) {
        byte[] compressed = Zstd.compress(raw, LEVEL);
        ByteSink packed = new ByteSink().putInt(raw.length).putNumber(compressed.length);
        packed.put(compressed);
        return packed.put(new byte[Math.max(0, raw.length / MAX_RATIO + 1 - packed.size())])
                .toBytes();
    }

    private static int checksum(byte[] key, ByteSource header, ByteSource content) {
        CRC32C checksum = new CRC32C();
        checksum.update(key);
        header.addTo(checksum);
        content.addTo(checksum);
        return (int) checksum.getValue();
    }

    /**
     * Reads the next frame.
     *
     * @param key the key under which it was found
     * @throws UnreadableException if it is damaged, or was written for another key
     */
    public static Frame next(ByteSource from, byte[] key) {
        ByteSource header = from.take(HEADER);
        ByteSource whole = header.copy();
        int kind = header.oneByte();
        int count = header.fourBytes();
        header.eightBytes();
        ByteSource content = from.take(header.fourBytes());
        int expected = content.fourBytes();
        if (expected != checksum(key, whole, content)
                || count < 0
                || !List.of(HEAD, MESSAGES, REVISED).contains(kind & ~COMPRESSED)) {
            throw new UnreadableException();
        }
        return (kind & COMPRESSED) == 0
                ? new Frame(kind, count, content)
                : new Frame(kind & ~COMPRESSED, count, unpacked(content));
    }

    private static ByteSource unpacked(ByteSource content) {
        long most = (long) MAX_RATIO * content.left();
        int length = content.fourBytes();
        if (length < 0 || length > most) {
            throw new UnreadableException();
        }
        try {
            byte[] raw = Zstd.decompress(content.take(content.count()).rest(), length);
            if (raw.length == length) {
                return new ByteSource(raw);
            }
        } catch (ZstdException e) {
            // Refused below: these bytes were not compressed here.
        }
        throw new UnreadableException();
    }
}
