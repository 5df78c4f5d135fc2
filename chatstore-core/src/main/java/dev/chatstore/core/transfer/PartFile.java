package dev.chatstore.core.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Writes a file that is complete or as it was before: to a temporary file next to it, which takes its place at the end. What
 * is no regular file is never replaced.
 */
final class PartFile {
    private static final int MAX_LINKS = 40;

    private PartFile() {}

    interface Content {
        ExportReport writeTo(OutputStream out) throws IOException;
    }

    static ExportReport write(Path file, Content content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; name a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                return content.writeTo(out);
            }
        }
        Path target = target(file);
        Path part = part(folder(target));
        try {
            ExportReport report = writePart(part, content);
            copyPermissions(target, part);
            move(part, target);
            return report;
        } catch (Throwable e) {
            remove(part, e);
            throw e;
        }
    }

    /** Returns the file that links lead to, which may be missing. */
    private static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemException(file.toString(), null, "is a symbolic link that leads to itself");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static Path folder(Path file) throws NoSuchFileException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder), null, "is not a folder; create it first");
        }
        return folder;
    }

    /** Returns a new file that its owner alone can read and write. */
    private static Path part(Path folder) throws IOException {
        try {
            return Files.createTempFile(folder, ".chatstore-", ".part");
        } catch (FileSystemException e) {
            FileSystemException named =
                    new FileSystemException(folder.toString(), null, "no file can be created in this folder");
            named.initCause(e);
            throw named;
        }
    }

    private static ExportReport writePart(Path part, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ExportReport report = content.writeTo(Channels.newOutputStream(channel));
            // Else a power cut after the move could leave an empty file.
            channel.force(true);
            return report;
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView permissions = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (permissions != null && Files.exists(from)) {
            permissions.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path part, Throwable failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
