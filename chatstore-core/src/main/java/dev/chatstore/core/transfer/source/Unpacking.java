package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Writes the contents of a compressed source into temporary files, and keeps them from filling the disk. */
final class Unpacking {
    private static final int BUFFER = 1 << 16;

    /** How much is written until the free space is looked at again. */
    private static final long STRIDE = 64L << 20;

    private static final long MAX_RESERVE = 1L << 30;
    private static final int RESERVED_PART = 20;

    private final long maximum;
    private long total;

    Unpacking(long maximum) {
        this.maximum = maximum;
    }

    /**
     * Copies a file of the source.
     *
     * @param name the file's name in the source
     * @param size the number of its bytes as the archive gives it, or -1 if it does not
     * @throws IOException if there are more bytes than the archive says or than are allowed, or if the disk is nearly full
     */
    void copy(InputStream in, Path target, String name, long size) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(target)) {
            int read = in.read(buffer);
            while (read >= 0) {
                copied += read;
                if (size >= 0 && copied > size) {
                    throw new ZipException(name + " is longer than the " + size
                            + " bytes that its archive says; the archive is damaged, or made to fill the disk");
                }
                check(total / STRIDE != (total + read) / STRIDE, target, name, total + read);
                total += read;
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        }
    }

    private void check(boolean space, Path target, String name, long needed) throws IOException {
        if (needed > maximum) {
            throw new IOException(name + " cannot be unpacked: the source has more than " + maximum
                    + " bytes; the option maxUnpackedBytes allows more");
        }
        if (space) {
            FileStore disk = Files.getFileStore(target);
            if (disk.getUsableSpace() < Math.min(MAX_RESERVE, disk.getTotalSpace() / RESERVED_PART)) {
                throw new IOException(
                        name + " cannot be unpacked: the folder for temporary files is nearly full; free some"
                                + " space, or name another folder by the system property java.io.tmpdir");
            }
        }
    }
}
