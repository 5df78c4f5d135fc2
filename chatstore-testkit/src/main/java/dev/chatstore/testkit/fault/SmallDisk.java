package dev.chatstore.testkit.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory, to be filled. Takes an administrator of the machine to mount. */
final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 4096;
    private static final long LIMIT_SECONDS = 20;

    private final Path place;
    private final Path ballast;

    private SmallDisk(Path place) {
        this.place = place;
        this.ballast = place.resolve("ballast");
    }

    /** Mounts a disk of that many megabytes in a new folder. */
    static SmallDisk mount(int megabytes) {
        try {
            Path place = Files.createTempDirectory("chatstore-disk-");
            run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "chatstore-disk", place.toString());
            return new SmallDisk(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path place() {
        return place;
    }

    /** Takes all the room that is left. */
    void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            if (place.toFile().getUsableSpace() >= CHUNK) {
                throw new UncheckedIOException("the disk could not be filled", e);
            }
        }
    }

    /** Gives the room back. */
    void free() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unmounts it with all that is on it. */
    @Override
    public void close() {
        run("umount", "--lazy", place.toString());
        try {
            Files.delete(place);
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
                        "this needs an administrator who may mount file systems: " + String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while mounting", e);
        }
    }
}
