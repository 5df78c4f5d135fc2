package dev.chatstore.core.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that is complete or not there. */
final class PartFile {
    private PartFile() {}

    interface Content {
        ExportReport writeTo(OutputStream out) throws IOException;
    }

    static ExportReport write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            ExportReport report;
            try (OutputStream out = Files.newOutputStream(part)) {
                report = content.writeTo(out);
            }
            move(part, file);
            return report;
        } catch (Throwable e) {
            remove(part, e);
            throw e;
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
