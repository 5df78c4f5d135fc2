package dev.chatstore.core.dump;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup has done.
 *
 * @param file the file that was written
 * @param bytes its size
 * @param content what was read back from it; null for a SQLite file
 * @param removed the older files that were removed
 */
public record BackupReport(Path file, long bytes, @Nullable StoreDigest content, List<Path> removed) {
    /** Creates a report. The list is copied. */
    public BackupReport {
        removed = List.copyOf(removed);
    }

    /** Returns the report as one line. */
    public String summary() {
        return "wrote " + file + ", " + Quantity.count(bytes, "byte") + (content == null ? "" : ", " + content)
                + (removed.isEmpty() ? "" : "; removed " + removed.size() + " older");
    }
}
