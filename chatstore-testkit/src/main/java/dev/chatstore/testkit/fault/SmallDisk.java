package dev.chatstore.testkit.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory that a test can fill. Mounting it needs administrator rights on the machine. */
final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 4096;
    private static final long LIMIT_SECONDS = 20;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Mounts a file system of that many megabytes in a new folder. */
    static SmallDisk mount(int megabytes) {
        try {
            Path folder = Files.createTempDirectory("chatstore-disk-");
            run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "chatstore-disk", folder.toString());
            return new SmallDisk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Uses up the remaining space. */
    void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            if (folder.toFile().getUsableSpace() >= CHUNK) {
                throw new UncheckedIOException("cannot fill the disk", e);
            }
        }
    }

    /** Releases the space. */
    void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unmounts the file system with all its files. */
    @Override
    public void close() {
        run("umount", "--lazy", folder.toString());
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(
                        "cannot mount or unmount a file system; this test needs administrator rights: "
                                + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while mounting a file system", e);
        }
    }
}
