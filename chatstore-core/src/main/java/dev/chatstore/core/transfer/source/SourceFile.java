package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** One file of a source. One that is compressed is unpacked into a temporary file when it is first read. */
public final class SourceFile {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final long size;
    private final long offset;
    private final Content content;
    private final long maxTextBytes;
    private final FileBreak fileBreak = new FileBreak();
    private @Nullable Path path;
    private boolean temporary;
    private boolean opened;

    SourceFile(String name, long size, long offset, Content content, long maxTextBytes) {
        this.name = name;
        this.size = size;
        this.offset = offset;
        this.content = content;
        this.maxTextBytes = maxTextBytes;
    }

    /** Opens what a compressed file holds. */
    interface Content {
        InputStream open() throws IOException;
    }

    static SourceFile plain(String name, Path path, long offset, long maxTextBytes) throws IOException {
        SourceFile file =
                new SourceFile(name, Files.size(path), offset, () -> Files.newInputStream(path), maxTextBytes);
        file.path = path;
        return file;
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
        try (InputStream in = content.open()) {
            return in.readNBytes(bytes);
        }
    }

    /** Returns whether something follows the end of the first line, however long that is. */
    boolean hasSecondLine() throws IOException {
        boolean ended = false;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.open()) {
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

    /** Returns where the file is on disk. */
    public Path path() throws IOException {
        Path known = path;
        if (known == null) {
            known = Files.createTempFile("chatstore-import", ".tmp");
            path = known;
            temporary = true;
            try (InputStream in = content.open()) {
                Files.copy(in, known, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return known;
    }

    void deleteCopy() throws IOException {
        if (temporary && path != null) {
            Files.deleteIfExists(path);
            path = null;
            temporary = false;
        }
    }
}
