package dev.chatstore.core.archive.dictionary;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdException;
import dev.chatstore.core.archive.Compression;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compresses by zstd, with the dictionary of the store once there is one. Each content names its dictionary, so that contents with
 * and without one are read.
 */
public final class DictionaryCompression implements Compression {
    /** The longest header of a zstd frame, which names the dictionary. */
    private static final int HEADER = 18;

    private final int level;
    private final Dictionaries dictionaries;
    private volatile @Nullable ZstdDictCompress dictionary;

    /**
     * Creates a compression that writes without a dictionary.
     *
     * @param level the zstd level, 1 to 22
     */
    public DictionaryCompression(int level, Dictionaries dictionaries) {
        this.level = level;
        this.dictionaries = dictionaries;
    }

    /** Returns a compression like this one, whose next dictionary is not this one's. */
    public DictionaryCompression copy() {
        DictionaryCompression copy = new DictionaryCompression(level, dictionaries);
        copy.dictionary = dictionary;
        return copy;
    }

    /** Returns the level. */
    public int level() {
        return level;
    }

    /** Returns the dictionaries of the store. */
    public Dictionaries dictionaries() {
        return dictionaries;
    }

    /** Compresses with a dictionary from now on, which the store must have before a content does, or without one. */
    public void use(byte @Nullable [] newDictionary) {
        dictionary = newDictionary == null ? null : new ZstdDictCompress(newDictionary, level);
    }

    @Override
    public byte[] compress(byte[] bytes, int length) {
        byte[] all = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        ZstdDictCompress current = dictionary;
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(level).setChecksum(true);
            if (current != null) {
                context.loadDict(current);
            }
            return context.compress(all);
        }
    }

    @Override
    public byte[] decompress(byte[] content, int offset, int size) throws IOException {
        byte[] bytes = new byte[size];
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            int end = Math.min(content.length, offset + HEADER);
            long number = Zstd.getDictIdFromFrame(Arrays.copyOfRange(content, offset, end));
            if (number != 0) {
                byte[] known = dictionaries.find(number);
                if (known == null) {
                    throw new IOException("needs dictionary " + number + ", which the store does not have");
                }
                context.loadDict(known);
            }
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
