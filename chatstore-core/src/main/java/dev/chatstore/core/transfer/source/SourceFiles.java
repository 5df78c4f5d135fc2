package dev.chatstore.core.transfer.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of a source, which is a file, a folder, a zip archive or a gzip file. Hidden files are passed over. */
public final class SourceFiles implements Closeable {
    private static final int ZIP = 0x504B0304;
    private static final int GZIP = 0x1F8B;

    private final List<SourceFile> files = new ArrayList<>();
    private final long maxTextBytes;
    private @Nullable ZipFile zip;
    private long bytes;

    private SourceFiles(long maxTextBytes) {
        this.maxTextBytes = maxTextBytes;
    }

    /**
     * Opens a source.
     *
     * @param maxTextBytes the size of the largest text that the store accepts
     * @throws java.nio.file.NoSuchFileException if it does not exist
     */
    public static SourceFiles open(Path path, long maxTextBytes) throws IOException {
        SourceFiles source = new SourceFiles(maxTextBytes);
        try {
            source.read(path);
            return source;
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Returns a source without files. */
    public static SourceFiles none(long maxTextBytes) {
        return new SourceFiles(maxTextBytes);
    }

    private void read(Path path) throws IOException {
        String name = Objects.toString(path.getFileName(), "");
        if (Files.isDirectory(path)) {
            folder(path);
            return;
        }
        byte[] first;
        try (InputStream in = Files.newInputStream(path)) {
            first = in.readNBytes(4);
        }
        if (number(first, 4) == ZIP) {
            archive(path);
        } else if (number(first, 2) == GZIP) {
            String inner = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
            add(inner, Files.size(path), () -> new GZIPInputStream(Files.newInputStream(path)));
        } else {
            plain(name, path);
        }
    }

    private static int number(byte[] bytes, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number = (number << Byte.SIZE) | (i < bytes.length ? bytes[i] & 0xFF : 0);
        }
        return number;
    }

    private void folder(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path path : paths) {
            String name = folder.relativize(path).toString().replace('\\', '/');
            if (isShown(name)) {
                plain(name, path);
            }
        }
    }

    private void archive(Path path) throws IOException {
        ZipFile opened = new ZipFile(path.toFile());
        zip = opened;
        List<? extends ZipEntry> entries = opened.stream()
                .filter(entry -> !entry.isDirectory() && isShown(entry.getName()))
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        for (ZipEntry entry : entries) {
            add(entry.getName(), Math.max(0, entry.getSize()), () -> opened.getInputStream(entry));
        }
    }

    private static boolean isShown(String name) {
        return !name.startsWith("__MACOSX/") && !name.startsWith(".") && !name.contains("/.");
    }

    private void plain(String name, Path path) throws IOException {
        SourceFile file = SourceFile.plain(name, path, bytes, maxTextBytes);
        files.add(file);
        bytes += file.size();
    }

    private void add(String name, long size, SourceFile.Content content) {
        files.add(new SourceFile(name, size, bytes, content, maxTextBytes));
        bytes += size;
    }

    /** Returns the files, by name. */
    public List<SourceFile> files() {
        return files;
    }

    /** Returns the file of a name without folders, if there is one. */
    public Optional<SourceFile> named(String lastName) {
        return files.stream().filter(file -> file.lastName().equals(lastName)).findFirst();
    }

    /** Returns the number of bytes of all files. */
    public long bytes() {
        return bytes;
    }

    /** Deletes what was unpacked. */
    @Override
    public void close() throws IOException {
        for (SourceFile file : files) {
            file.deleteCopy();
        }
        if (zip != null) {
            zip.close();
        }
    }
}
