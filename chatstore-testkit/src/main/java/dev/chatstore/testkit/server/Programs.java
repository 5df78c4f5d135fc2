package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The unpacked programs of a server, and a data folder in the state before the first start. Both are created once and
 * kept. They are always complete, because they are moved into place by a rename.
 */
record Programs(Path path) {
    /** Increased with each change of the content. */
    private static final String FORMAT = "2";

    Path programs() {
        return path.resolve("programs");
    }

    /** Returns the programs of a server, which are unpacked if they do not exist yet. */
    static Programs of(ServerKind kind, Path jar) {
        Path home = ServerFolder.ROOT.resolve("programs").resolve(kind.archive().name() + "-" + FORMAT);
        if (!Files.isDirectory(home)) {
            create(kind, jar, home);
        }
        return new Programs(home);
    }

    /** Copies the data folder in the state before the first start to a new folder. */
    void copyData(Path to, ServerFolder folder) {
        if (!ServerProcess.run(
                List.of("cp", "-a", "--reflink=auto", path.resolve("data").toString(), to.toString()), folder.log())) {
            throw new IllegalStateException("cannot copy the data folder to " + to + ":\n" + folder.lastLogLines());
        }
    }

    private static void create(ServerKind kind, Path jar, Path home) {
        ServerFolder folder = ServerFolder.create();
        try {
            Programs made = new Programs(Files.createDirectory(folder.path().resolve("made")));
            kind.archive().unpack(jar, Files.createDirectory(made.programs()));
            Path data = made.path().resolve("data");
            if (!ServerProcess.run(kind.product().creation(made.programs(), data), folder.log())) {
                throw ServerErrors.startFailed(kind, folder.lastLogLines());
            }
            kind.product().complete(data);
            Files.createDirectories(home.getParent());
            move(made.path(), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            folder.delete();
        }
    }

    private static void move(Path made, Path home) throws IOException {
        try {
            Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            // Another process was faster, with the same content.
        }
    }
}
