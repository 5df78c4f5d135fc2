package dev.chatstore.redis;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.List;

/**
 * Packs what is kept or sent into records: a kind, how many messages are in it, the sequence of the first, the length,
 * and the bytes, compressed where that is worth it. The scripts read all but the bytes.
 */
final class Frames {
    static final int HEAD = 1;
    static final int MESSAGES = 2;
    static final int REVISED = 3;

    /** Added to the kind of what is compressed; its length before stands in front of it. */
    private static final int COMPRESSED = 0x80;

    /** Past this is nothing that this library wrote. */
    private static final int LONGEST = 1 << 28;

    private static final int LEVEL = 1;

    private final long compressFrom;

    /** Compresses what has that many bytes or more. */
    Frames(long compressFrom) {
        this.compressFrom = compressFrom;
    }

    /** What a record holds. */
    record Frame(int kind, int count, ByteSource body) {}

    void add(ByteSink to, int kind, int count, long first, ByteSink body) {
        byte[] raw = body.toBytes();
        byte[] packed = raw.length < compressFrom ? raw : packed(raw);
        boolean smaller = packed.length + Integer.BYTES < raw.length;
        to.put(smaller ? kind | COMPRESSED : kind).putInt(count).putLong(first);
        if (smaller) {
            to.putInt(packed.length + Integer.BYTES).putInt(raw.length).put(packed);
        } else {
            to.putInt(raw.length).put(raw);
        }
    }

    private static byte[] packed(byte[] raw) {
        return Zstd.compress(raw, LEVEL);
    }

    static Frame next(ByteSource from) {
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
            // Refused below: what cannot be unpacked was not packed here.
        }
        throw new UnreadableException();
    }
}
