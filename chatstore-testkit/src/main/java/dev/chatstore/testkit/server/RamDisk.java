package dev.chatstore.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The RAM disk that the system property {@code chatstore.test.ram} names, if it has room. Tests kill servers and programs and not the
 * machine, so that a disk shows them nothing but its slowness. Without the property, as in benchmarks, all is on the disk.
 */
final class RamDisk {
    /** What a test suite needs at most, several times over. */
    private static final long ROOM = 8L << 30;

    private RamDisk() {}

    static Optional<Path> folder() {
        String name = System.getProperty("chatstore.test.ram", "");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(name))
                        .filter(Files::isWritable)
                        .filter(folder -> folder.toFile().getUsableSpace() >= ROOM);
    }
}
