package dev.chatstore.core.transfer;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.dump.Quantity;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceFiles;
import dev.chatstore.core.transfer.sql.SqliteSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a source was recognized as.
 *
 * @param format the format
 * @param version the version of the format, or empty
 * @param certain whether no other format has this shape
 * @param files the files that are of the format
 * @param source all files of the source
 * @param given whether the caller has named the format, and nothing was recognized
 */
// Six components: what was recognized, and in what.
record Recognition(
        Format format,
        String version,
        boolean certain,
        List<SourceFile> files,
        List<SourceFile> source,
        boolean given) {
    private static final List<String> DATA = List.of(".json", ".jsonl", ".txt", ".csv", ".db");

    /** Returns all files of a source as files of a format, whatever their shape is. */
    static Recognition given(Format format, SourceFiles source) {
        return new Recognition(format, "", true, source.files(), source.files(), true);
    }

    /**
     * Recognizes a source by its shape.
     *
     * @param name the name of the only format to consider, or null
     */
    static Recognition of(SourceFiles source, @Nullable String name) throws IOException {
        List<Format> formats = name == null ? Formats.ALL : named(name);
        Map<Format, Recognition> found = new LinkedHashMap<>();
        boolean unreadable = false;
        for (SourceFile file : source.files()) {
            Probe probe = Probe.of(file);
            unreadable |= probe.kind() == Probe.Kind.SQLITE && !SqliteSource.hasDriver();
            for (Format format : formats) {
                Format.Match match = format.match(file, probe);
                if (match != null) {
                    found.merge(
                            format,
                            new Recognition(
                                    format, match.version(), match.certain(), List.of(file), source.files(), false),
                            Recognition::with);
                }
            }
        }
        if (found.isEmpty() && unreadable) {
            throw new InvalidInputException(
                    "source", "is a SQLite database; to read it, add the artifact chatstore-sqlite", 0);
        }
        return best(List.copyOf(found.values()), source.files().size());
    }

    private static List<Format> named(String name) {
        List<Format> named = Formats.ALL.stream()
                .filter(format -> format.name().equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new InvalidInputException("options.format", "must be one of " + Formats.names(), name.length());
        }
        return named;
    }

    private Recognition with(Recognition other) {
        List<SourceFile> all = new ArrayList<>(files);
        all.addAll(other.files);
        return new Recognition(format, version, certain || other.certain, List.copyOf(all), source, false);
    }

    private static Recognition best(List<Recognition> found, int files) {
        if (found.isEmpty()) {
            throw new InvalidInputException(
                    "source",
                    "must be an export of a known format; nothing in " + Quantity.count(files, "file")
                            + " was recognized. Known are " + Formats.names() + ". A table of values or a database is"
                            + " read by the names of its columns: of the conversation and of the text at least",
                    0);
        }
        long most = found.stream().mapToLong(Recognition::weight).max().orElse(0);
        List<Recognition> best =
                found.stream().filter(each -> each.weight() == most).toList();
        if (best.size() > 1) {
            throw new InvalidInputException(
                    "source",
                    "could be one of "
                            + best.stream().map(each -> each.format.name()).toList()
                            + "; say which by the option format",
                    0);
        }
        best.get(0).checkAlone(found);
        return best.get(0);
    }

    /** Refuses a source that also has files of another format: they would be left out. */
    private void checkAlone(List<Recognition> found) {
        Set<SourceFile> ours = new HashSet<>(files);
        List<Recognition> others = found.stream()
                .filter(other -> !other.format.equals(format) && other.certain && !ours.containsAll(other.files))
                .toList();
        if (!others.isEmpty()) {
            String formats = Stream.concat(Stream.of(this), others.stream())
                    .map(each -> each.format.name() + " (" + Quantity.count(each.files.size(), "file") + ")")
                    .collect(Collectors.joining(", "));
            throw new InvalidInputException(
                    "source", "holds several formats: " + formats + "; import each by the option format", 0);
        }
    }

    /** Returns the files of data that are not of the format and that it has not read. */
    List<SourceFile> notRead() {
        Set<SourceFile> read = new HashSet<>(files);
        return source.stream()
                .filter(file -> !read.contains(file) && !file.isOpened())
                .filter(file -> DATA.stream().anyMatch(file.lastName().toLowerCase(Locale.ROOT)::endsWith))
                .toList();
    }

    /** Returns how well the source fits: a shape that no other format has counts more than any number of files. */
    private long weight() {
        return files.size() + (certain ? 1L << 32 : 0);
    }
}
