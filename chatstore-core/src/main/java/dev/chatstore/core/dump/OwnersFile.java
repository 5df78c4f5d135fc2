package dev.chatstore.core.dump;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that only its owner may read, and that appears under its name once it is complete. Until then it has a name of its
 * own, so that two writers of one name do not meet: each file is whole, and the last one stays.
 */
final class OwnersFile implements AutoCloseable {
    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;

    private OwnersFile(Path target, Path unfinished, FileChannel channel) {
        this.target = target;
        this.unfinished = unfinished;
        this.channel = channel;
    }

    /** Begins a file. A symbolic link stays one, and the file that it names is written. */
    static OwnersFile create(Path path) throws IOException {
        Path target = followed(path);
        if (Files.isDirectory(target)) {
            throw new FileSystemException(path.toString(), null, "is a folder: name a file in it");
        }
        if (!Files.isDirectory(folder(target))) {
            throw new NoSuchFileException(folder(target).toString(), null, "is not a folder; create it first");
        }
        Path unfinished = Files.createTempFile(folder(target), target.getFileName() + ".", ".part");
        return new OwnersFile(target, unfinished, FileChannel.open(unfinished, StandardOpenOption.WRITE));
    }

    private static Path followed(Path path) throws IOException {
        if (!Files.isSymbolicLink(path)) {
            return path;
        }
        return Files.exists(path) ? path.toRealPath() : path.resolveSibling(Files.readSymbolicLink(path));
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Returns where the file is until it is finished. */
    Path unfinished() {
        return unfinished;
    }

    FileChannel channel() {
        return channel;
    }

    /** Gives the file its name, and returns once file and name are durable. */
    void finish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(folder(target), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (AccessDeniedException e) {
            // Windows does not open folders, and makes names durable by itself.
        }
    }

    /** Removes the file unless it is finished. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
