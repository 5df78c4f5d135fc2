package dev.chatstore.core.dump;

import java.io.IOException;
import java.nio.file.Files;
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
 * The names of the backups of one store, in the order of their times.
 *
 * @param name the beginning of the names
 * @param areDatabases whether they are SQLite files
 */
record BackupFiles(String name, boolean areDatabases) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    String at(Instant time) {
        return name + "-" + TIME.format(time) + ending();
    }

    private String ending() {
        return areDatabases ? ".db" : ".dump.zst";
    }

    /** Removes the oldest files but a number of them, and never the newest, whatever its name says; returns the removed. */
    List<Path> removeOld(Path folder, Path newest, int kept) throws IOException {
        Pattern ours = Pattern.compile(Pattern.quote(name + "-") + "\\d{8}T\\d{6}\\.\\d{3}Z" + Pattern.quote(ending()));
        List<Path> others;
        try (Stream<Path> files = Files.list(folder)) {
            others = files.filter(file -> !file.equals(newest)
                            && ours.matcher(file.getFileName().toString()).matches()
                            && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .toList();
        }
        List<Path> removed = new ArrayList<>();
        for (Path old : others.subList(Math.min(kept - 1, others.size()), others.size())) {
            // Another process may have removed it.
            if (Files.deleteIfExists(old)) {
                removed.add(old);
            }
        }
        return removed;
    }
}
