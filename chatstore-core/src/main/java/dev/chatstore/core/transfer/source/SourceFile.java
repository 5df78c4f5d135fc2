package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file of a source. One that is compressed, or text in another encoding than UTF-8, is written into a temporary file when it is
 * first read: in UTF-8.
 */
public final class SourceFile {
    private static final int BUFFER = 1 << 16;
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** What lies next to a database of SQLite and belongs to it. */
    private static final List<String> COMPANIONS = List.of("-wal", "-journal");

    private final String name;
    private final long size;
    private final long offset;
    private final Content content;
    private final long maxTextBytes;
    private final FileBreak fileBreak = new FileBreak();
    private @Nullable SourceFiles source;
    private @Nullable Path path;
    private @Nullable Path copy;
    private @Nullable Charset charset;
    private boolean examined;
    private boolean opened;

    SourceFile(String name, long size, long offset, Content content, long maxTextBytes) {
        this.name = name;
        this.size = size;
        this.offset = offset;
        this.content = content;
        this.maxTextBytes = maxTextBytes;
    }

    /** Opens what a file holds. */
    interface Content {
        InputStream open() throws IOException;

        /** Returns the number of bytes if an archive gives it, else -1. */
        default long declaredSize() {
            return -1;
        }
    }

    static SourceFile plain(String name, Path path, long offset, long maxTextBytes) throws IOException {
        SourceFile file =
                new SourceFile(name, Files.size(path), offset, () -> Files.newInputStream(path), maxTextBytes);
        file.path = path;
        return file;
    }

    /** Returns this file as one of a source, which bounds what is unpacked and names the encoding. */
    SourceFile of(SourceFiles files) {
        source = files;
        return this;
    }

    /** Returns the file's name, in a folder or an archive with the folders that lead to it, between slashes. */
    public String name() {
        return name;
    }

    /** Returns the name without folders. */
    public String lastName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Returns the name without its ending. */
    public String stem() {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    /** Returns the folders that lead to the file, or an empty text. */
    public String folder() {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** Returns the number of bytes as the archive gives it. */
    public long size() {
        return size;
    }

    /** Returns the number of bytes of all files before this one. */
    public long offset() {
        return offset;
    }

    byte[] beginning(int bytes) throws IOException {
        try (InputStream in = text()) {
            return in.readNBytes(bytes);
        }
    }

    /** Opens the content, whose text is UTF-8. */
    private InputStream text() throws IOException {
        Charset other = otherCharset();
        InputStream in = content.open();
        return other == null ? in : new Utf8Stream(in, other);
    }

    /** Returns the encoding of the file if it is text that is not UTF-8 and that is known. */
    private @Nullable Charset otherCharset() throws IOException {
        if (!examined) {
            charset = examine();
            examined = true;
        }
        return charset;
    }

    private @Nullable Charset examine() throws IOException {
        Charset given = source == null ? null : source.encoding();
        byte[] first = first();
        int mark = first.length < 2 ? 0 : (first[0] & 0xFF) << Byte.SIZE | (first[1] & 0xFF);
        if (mark == 0xFEFF || mark == 0xFFFE) {
            return mark == 0xFEFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        boolean asGiven = given == null || given.equals(StandardCharsets.UTF_8) || Arrays.equals(first, SQLITE);
        return asGiven || isUtf8() ? null : given;
    }

    private byte[] first() throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(SQLITE.length);
        }
    }

    private boolean isUtf8() throws IOException {
        try (InputStream in = content.open()) {
            return StrictUtf8.isAll(in);
        }
    }

    /**
     * Returns whether the file is text, other than JSON, in an encoding that is not UTF-8 and that nobody has named. Reads the file
     * to its end if it is UTF-8.
     */
    public boolean isEncodingOpen() throws IOException {
        boolean named = source != null && source.encoding() != null;
        if (named || otherCharset() != null) {
            return false;
        }
        byte[] first = first();
        String begun = new String(first, StandardCharsets.ISO_8859_1).strip();
        boolean text = !Arrays.equals(first, SQLITE) && !begun.startsWith("{") && !begun.startsWith("[");
        return text && !isUtf8();
    }

    /** Returns whether something follows the end of the first line, however long that is. */
    boolean hasSecondLine() throws IOException {
        boolean ended = false;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = text()) {
            int read = in.read(buffer);
            while (read >= 0) {
                for (int i = 0; i < read; i++) {
                    if (ended && !Character.isWhitespace(buffer[i])) {
                        return true;
                    }
                    ended |= buffer[i] == '\n';
                }
                read = in.read(buffer);
            }
            return false;
        }
    }

    /** Opens the file, which the caller closes. */
    public JsonSource open() throws IOException {
        opened = true;
        return new JsonSource(path(), name, maxTextBytes, fileBreak);
    }

    /** Returns whether a format has read the file, which need not be of its shape. */
    public boolean isOpened() {
        return opened;
    }

    /** Returns where the file breaks, if a reading has met that and could go on without an error. */
    public @Nullable BrokenSource broken() {
        return fileBreak.broken();
    }

    /** Returns whether a record was refused as the file breaks in it. */
    public boolean isBreakReported() {
        return fileBreak.isReported();
    }

    /** Returns where the file is on disk. A database of SQLite has there what belongs to it. */
    public Path path() throws IOException {
        Path known = path;
        if (known != null && otherCharset() == null) {
            return known;
        }
        Path written = copy;
        if (written == null) {
            written = Objects.requireNonNull(source, "source").newCopy();
            copy = written;
            try {
                write(written);
            } catch (IOException | RuntimeException e) {
                deleteCopy();
                throw e;
            }
        }
        return written;
    }

    private void write(Path target) throws IOException {
        Charset other = otherCharset();
        try (InputStream in = text()) {
            unpacking().copy(in, target, name, other == null ? content.declaredSize() : -1);
        }
        if (source == null || !Arrays.equals(first(), SQLITE)) {
            return;
        }
        for (String ending : COMPANIONS) {
            SourceFile companion = source.find(name + ending);
            if (companion != null) {
                try (InputStream in = companion.content.open()) {
                    unpacking().copy(in, beside(target, ending), companion.name, companion.content.declaredSize());
                }
            }
        }
    }

    private Unpacking unpacking() {
        return source == null ? new Unpacking(Long.MAX_VALUE) : source.unpacking();
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Returns whether {@link #path} is a copy, which may be changed. */
    public boolean isCopy() {
        return copy != null;
    }

    private void deleteCopy() throws IOException {
        Path written = copy;
        if (written != null) {
            copy = null;
            Files.deleteIfExists(written);
            for (String ending : List.of("-wal", "-journal", "-shm")) {
                Files.deleteIfExists(beside(written, ending));
            }
        }
    }
}
