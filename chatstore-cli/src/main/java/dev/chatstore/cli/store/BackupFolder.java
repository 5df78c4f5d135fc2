package dev.chatstore.cli.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of backups, named by the time of each, so that the order of their names is that of their times. Only files of
 * such names are ever removed, and only after a newer one is complete.
 */
public final class BackupFolder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".dump.zst";
    private static final Pattern NAME = Pattern.compile("chatstore-\\d{8}-\\d{6}(-\\d{1,9})?\\.dump\\.zst");

    private final Path folder;

    private BackupFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns a folder, which is created if it does not exist.
     *
     * @throws NotDirectoryException if it is a file
     * @throws IOException if it cannot be created
     */
    public static BackupFolder of(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return new BackupFolder(Files.createDirectories(folder));
    }

    /** Returns the name of a new backup of a time, which no file has. */
    public Path next(Instant time) {
        String name = "chatstore-" + TIME.format(time);
        Path next = folder.resolve(name + SUFFIX);
        for (int i = 2; Files.exists(next); i++) {
            next = folder.resolve(name + "-" + i + SUFFIX);
        }
        return next;
    }

    /**
     * Removes the oldest backups but a number, and returns what was removed.
     *
     * @param keep how many stay, at least 1
     * @throws IOException if the folder cannot be read, or a file cannot be removed
     */
    public List<Path> rotate(int keep) throws IOException {
        if (keep < 1) {
            throw new UsageException("--keep must be at least 1");
        }
        List<Path> removed = new ArrayList<>();
        for (Path old : backups().stream().skip(keep).toList()) {
            Files.delete(old);
            removed.add(old);
        }
        return removed;
    }

    /** Returns the backups, the newest first. */
    public List<Path> backups() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(BackupFolder::time)
                            .thenComparingLong(BackupFolder::number)
                            .reversed())
                    .toList();
        }
    }

    private static String time(Path backup) {
        return backup.getFileName().toString().substring(0, "chatstore-".length() + "yyyyMMdd-HHmmss".length());
    }

    private static long number(Path backup) {
        String rest = backup.getFileName().toString().substring(time(backup).length());
        return rest.equals(SUFFIX) ? 1 : Long.parseLong(rest.substring(1, rest.length() - SUFFIX.length()));
    }
}
