package dev.chatstore.core.archive;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.Arrays;

/** Compresses by zstd, without a dictionary. */
public final class ZstdCompression implements Compression {
    /** Compresses conversations to about a third more than the best level, at many times its speed. */
    public static final int DEFAULT_LEVEL = 6;

    private final int level;

    /**
     * Creates a compression.
     *
     * @param level the zstd level, 1 to 22
     */
    public ZstdCompression(int level) {
        this.level = level;
    }

    @Override
    public byte[] compress(byte[] bytes, int length) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(level).setChecksum(true);
            return context.compress(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        }
    }

    @Override
    public byte[] decompress(byte[] content, int offset, int size) throws IOException {
        byte[] bytes = new byte[size];
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            int length = context.decompressByteArray(bytes, 0, size, content, offset, content.length - offset);
            if (length != size) {
                throw new IOException("has another number of bytes than its index says");
            }
            return bytes;
        } catch (ZstdException e) {
            throw new IOException("cannot be decompressed", e);
        }
    }
}
