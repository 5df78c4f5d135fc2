package dev.chatstore.core.archive;

import java.io.IOException;

/** Compresses the messages of segments. What one instance has compressed, others read. Safe for use by several threads. */
public interface Compression {
    /**
     * Returns bytes in compressed form, with a checksum.
     *
     * @param length the number of bytes, from the first one of the array on
     */
    byte[] compress(byte[] bytes, int length);

    /**
     * Returns the bytes that were compressed.
     *
     * @param content what contains the compressed form, from an offset on to its end
     * @param size the number of bytes before the compression
     * @throws IOException if they cannot be decompressed, or are not as many. The message does not quote them
     */
    byte[] decompress(byte[] content, int offset, int size) throws IOException;
}
