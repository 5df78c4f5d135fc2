package dev.chatstore.core.transfer.source;

import dev.chatstore.core.file.TemporaryFolder;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of a source, which is a file, a folder, a zip archive or a gzip file. Hidden files are skipped. */
public final class SourceFiles implements Closeable {
    private static final int ZIP = 0x504B0304;
    private static final int GZIP = 0x1F8B;

    /** How many bytes of a compressed source are unpacked by default: 64 GiB. */
    public static final long DEFAULT_UNPACKED_BYTES = 64L << 30;

    private static final int GZIP_SIZE_BYTES = 4;

    private final List<SourceFile> files = new ArrayList<>();
    private final long maxTextBytes;
    private final @Nullable Charset encoding;
    private final Unpacking unpacking;
    private @Nullable ZipFile zip;
    private @Nullable TemporaryFolder copies;
    private long bytes;

    private SourceFiles(long maxTextBytes, @Nullable Charset encoding, long maxUnpackedBytes) {
        this.maxTextBytes = maxTextBytes;
        this.encoding = encoding;
        this.unpacking = new Unpacking(maxUnpackedBytes);
    }

    /**
     * Opens a source.
     *
     * @param maxTextBytes the size of the largest text that the store accepts
     * @throws java.nio.file.NoSuchFileException if it does not exist
     */
    public static SourceFiles open(Path path, long maxTextBytes) throws IOException {
        return open(path, maxTextBytes, null, DEFAULT_UNPACKED_BYTES);
    }

    /**
     * Opens a source.
     *
     * @param maxTextBytes the size of the largest text that the store accepts
     * @param encoding the encoding of text that is not UTF-8, or null if it is not known
     * @param maxUnpackedBytes how many bytes may be written to disk
     * @throws java.nio.file.NoSuchFileException if it does not exist
     */
    public static SourceFiles open(Path path, long maxTextBytes, @Nullable Charset encoding, long maxUnpackedBytes)
            throws IOException {
        SourceFiles source = new SourceFiles(maxTextBytes, encoding, maxUnpackedBytes);
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
        return new SourceFiles(maxTextBytes, null, 0);
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
            add(inner, unpackedSize(path), () -> new GZIPInputStream(Files.newInputStream(path)));
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

    /** Returns the size of a gzip file's content, of which the file tells the last 32 bits. */
    private static long unpackedSize(Path path) throws IOException {
        long packed = Files.size(path);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, packed - GZIP_SIZE_BYTES));
            byte[] end = new byte[GZIP_SIZE_BYTES];
            file.readFully(end);
            return Math.max(packed, Integer.toUnsignedLong(Integer.reverseBytes(number(end, GZIP_SIZE_BYTES))));
        } catch (EOFException e) {
            return packed;
        }
    }

    private void archive(Path path) throws IOException {
        ZipFile opened = openZip(path);
        zip = opened;
        Set<String> names = new HashSet<>();
        List<? extends ZipEntry> entries = opened.stream()
                .filter(entry -> !slashed(entry).endsWith("/") && isShown(slashed(entry)))
                .sorted(Comparator.comparing(SourceFiles::slashed))
                .toList();
        for (ZipEntry entry : entries) {
            // The second of two entries of a name cannot be opened: a name stands for the first.
            if (!names.add(slashed(entry))) {
                throw new ZipException(
                        "the archive has two files of one name; unpack it, and import the folder: " + slashed(entry));
            }
            add(slashed(entry), Math.max(0, entry.getSize()), new Packed(opened, entry));
        }
    }

    /** Opens an archive. One whose names are not UTF-8 is older or repacked, and has those of its system. */
    private static ZipFile openZip(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException e) {
            try {
                return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
            } catch (ZipException again) {
                throw e;
            }
        }
    }

    private static String slashed(ZipEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    /** An entry of an archive. */
    private record Packed(ZipFile archive, ZipEntry entry) implements SourceFile.Content {
        @Override
        public InputStream open() throws IOException {
            return archive.getInputStream(entry);
        }

        @Override
        public long declaredSize() {
            return entry.getSize();
        }
    }

    private static boolean isShown(String name) {
        return !name.startsWith("__MACOSX/") && !name.startsWith(".") && !name.contains("/.");
    }

    private void plain(String name, Path path) throws IOException {
        SourceFile file = SourceFile.plain(name, path, bytes, maxTextBytes);
        files.add(file.of(this));
        bytes += file.size();
    }

    private void add(String name, long size, SourceFile.Content content) {
        files.add(new SourceFile(name, size, bytes, content, maxTextBytes).of(this));
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

    /** Returns the file of a whole name, or null. */
    @Nullable SourceFile find(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Nullable Charset encoding() {
        return encoding;
    }

    /** Creates a file for a copy, which is removed with this source. */
    Path newCopy() throws IOException {
        TemporaryFolder folder = copies;
        if (folder == null) {
            folder = TemporaryFolder.create();
            copies = folder;
        }
        return folder.newFile();
    }

    Unpacking unpacking() {
        return unpacking;
    }

    /** Returns the number of bytes of all files. */
    public long bytes() {
        return bytes;
    }

    /** Removes what was unpacked. */
    @Override
    public void close() throws IOException {
        TemporaryFolder unpacked = copies;
        copies = null;
        try {
            if (zip != null) {
                zip.close();
            }
        } finally {
            if (unpacked != null) {
                unpacked.close();
            }
        }
    }
}
