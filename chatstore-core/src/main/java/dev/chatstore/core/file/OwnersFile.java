package dev.chatstore.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that only its owner may read, and that appears under its name once it is complete. Until then it has a name of its
 * own, so that two writers of one name do not meet: each file is whole, and the last one stays.
 */
public final class OwnersFile implements AutoCloseable {
    private static final int MAX_LINKS = 40;
    private static final List<Path> OPEN_FILES = Stream.of("/proc", "/dev/fd", "/dev/stdout", "/dev/stderr")
            .map(Path::of)
            .toList();

    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;

    private OwnersFile(Path target, Path unfinished, FileChannel channel) {
        this.target = target;
        this.unfinished = unfinished;
        this.channel = channel;
    }

    /**
     * Writes what a file contains.
     *
     * @param <T> what it returns
     */
    public interface Content<T> {
        /** Writes to a stream, which stays open. */
        T writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file that is complete, or as it was before if this fails. One that is replaced keeps its permissions. What is
     * neither a file nor a folder, such as a pipe or a device, is written to as it is, and so is a file that is named by a
     * number under which a process has it open, such as {@code /dev/fd/3}: who opened it would not see another one of its name.
     */
    public static <T> T write(Path path, Content<T> content) throws IOException {
        return write(path, true, content);
    }

    /** Writes a file as {@link #write(Path, Content)} does, which only its owner may read also if it replaces another one. */
    public static <T> T writeForOwner(Path path, Content<T> content) throws IOException {
        return write(path, false, content);
    }

    private static <T> T write(Path path, boolean keepsPermissions, Content<T> content) throws IOException {
        boolean isFile = Files.isRegularFile(path);
        if (isFile && isOpenFile(path)) {
            return writeThrough(path, content, StandardOpenOption.APPEND);
        }
        if (!isFile && Files.exists(path) && !Files.isDirectory(path)) {
            return writeThrough(path, content, StandardOpenOption.WRITE);
        }
        try (OwnersFile file = create(path)) {
            T result = content.writeTo(Channels.newOutputStream(file.channel));
            if (keepsPermissions) {
                file.keepPermissions();
            }
            file.finish();
            return result;
        }
    }

    private static <T> T writeThrough(Path path, Content<T> content, OpenOption option) throws IOException {
        try (OutputStream out = Files.newOutputStream(path, option)) {
            return content.writeTo(out);
        }
    }

    /** Returns whether a path leads through the names that the system gives to the open files of processes. */
    private static boolean isOpenFile(Path path) throws IOException {
        Path place = path.toAbsolutePath().normalize();
        for (int links = 0; links < MAX_LINKS; links++) {
            if (OPEN_FILES.stream().anyMatch(place::startsWith)) {
                return true;
            }
            if (!Files.isSymbolicLink(place)) {
                return false;
            }
            place = place.resolveSibling(Files.readSymbolicLink(place)).normalize();
        }
        return false;
    }

    /** Begins a file. A symbolic link stays one, and the file that it names is written. */
    public static OwnersFile create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "is a folder; name a file");
        }
        Path target = followed(path);
        Path unfinished = unfinished(folder(target), target);
        try {
            return new OwnersFile(target, unfinished, FileChannel.open(unfinished, StandardOpenOption.WRITE));
        } catch (Throwable e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    /** Returns the file that links lead to, which may be missing. */
    private static Path followed(Path path) throws IOException {
        Path target = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemException(path.toString(), null, "is a symbolic link that leads to itself");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static Path folder(Path target) throws NoSuchFileException {
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder), null, "is not a folder; create it first");
        }
        return folder;
    }

    private static Path unfinished(Path folder, Path target) throws IOException {
        try {
            return Files.createTempFile(folder, target.getFileName() + ".", ".part");
        } catch (FileSystemException e) {
            FileSystemException named =
                    new FileSystemException(folder.toString(), null, "no file can be created in this folder");
            named.initCause(e);
            throw named;
        }
    }

    /** Returns where the file is until it is finished. */
    public Path unfinished() {
        return unfinished;
    }

    private void keepPermissions() throws IOException {
        PosixFileAttributeView permissions = Files.getFileAttributeView(unfinished, PosixFileAttributeView.class);
        if (permissions != null && Files.exists(target)) {
            permissions.setPermissions(Files.getPosixFilePermissions(target));
        }
    }

    /** Gives the file its name, and returns once file and name are durable. */
    public void finish() throws IOException {
        channel.force(true);
        channel.close();
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        }
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
