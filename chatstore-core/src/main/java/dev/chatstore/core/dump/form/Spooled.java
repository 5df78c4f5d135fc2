package dev.chatstore.core.dump.form;

import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.file.TemporaryFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a conversation that was read from a dump, or what it has of forgotten ones: in memory as far as they fit,
 * the others in a temporary file that only its owner may read. They may be iterated several times, by several threads.
 */
public final class Spooled<T> implements Iterable<T>, AutoCloseable {
    public static final long MEMORY_BYTES = 4 << 20;

    private final Form<T> form;
    private final Opening opening;
    private final List<T> first = new ArrayList<>();
    private long memoryBytes;
    private long bytes;
    private @Nullable TemporaryFolder folder;
    private @Nullable Path file;
    private @Nullable DataOutputStream rest;
    private long spooled;

    /** A load that fails does not read to the end. */
    private final Set<Closeable> reading = ConcurrentHashMap.newKeySet();

    /** How one of them is written to a temporary file. */
    interface Form<T> {
        void write(DataOutputStream out, T value) throws IOException;

        T read(DataInputStream in) throws IOException, MalformedLineException;
    }

    /** Opens a file for writing. */
    interface Opening {
        OutputStream open(Path file) throws IOException;
    }

    /** Returns messages, none so far. */
    public static Spooled<MessageSnapshot> messages() {
        return new Spooled<>(BegunMessage.FORM, Files::newOutputStream);
    }

    /** Returns forgotten messages, none so far. */
    public static Spooled<ForgottenMessage> forgotten() {
        return new Spooled<>(ForgottenLine.FORM, Files::newOutputStream);
    }

    Spooled(Form<T> form, Opening opening) {
        this.form = form;
        this.opening = opening;
    }

    /** Adds one whose lines have so many bytes. */
    public void add(T value, long lineBytes) throws IOException {
        bytes += lineBytes;
        if (rest == null && (first.isEmpty() || memoryBytes + lineBytes <= MEMORY_BYTES)) {
            first.add(value);
            memoryBytes += lineBytes;
            return;
        }
        try {
            form.write(rest == null ? open() : rest, value);
        } catch (IOException e) {
            throw new SpoolException("written", e);
        }
        spooled++;
    }

    /** A temporary file fails, which says nothing about the dump. */
    public static final class SpoolException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        SpoolException(String verb, IOException cause) {
            super(
                    "a temporary file of a restore cannot be " + verb + " in the folder "
                            + System.getProperty("java.io.tmpdir")
                            + ": check its free space and permissions, or set java.io.tmpdir to another folder",
                    cause);
        }
    }

    private DataOutputStream open() throws IOException {
        TemporaryFolder created = TemporaryFolder.create();
        folder = created;
        Path spool = created.newFile();
        file = spool;
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(opening.open(spool)));
        rest = out;
        return out;
    }

    /** Makes all readable. */
    public void end() throws IOException {
        try {
            if (rest != null) {
                rest.close();
            }
        } catch (IOException e) {
            throw new SpoolException("written", e);
        }
    }

    public long count() {
        return first.size() + spooled;
    }

    /** Returns how many bytes of lines are in memory. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Returns how many bytes the lines have together. */
    public long bytes() {
        return bytes;
    }

    @Override
    public Iterator<T> iterator() {
        Path spool = file;
        return spool == null ? first.iterator() : new Reading(spool);
    }

    /** Removes the temporary file, which no reader needs any more. */
    @Override
    public void close() {
        try {
            closeAll();
        } finally {
            remove();
        }
    }

    private void closeAll() {
        List<Closeable> open = new ArrayList<>(reading);
        reading.clear();
        if (rest != null) {
            open.add(rest);
        }
        for (Closeable one : open) {
            try {
                one.close();
            } catch (IOException e) {
                // Nothing is read or written any more: a full disk must not keep the file.
            }
        }
    }

    private void remove() {
        try {
            if (folder != null) {
                folder.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(new SpoolException("removed", e));
        }
    }

    /** Reads the first ones from memory, and opens the file for the others. */
    private final class Reading implements Iterator<T> {
        private final Path spool;
        private int index;
        private long left = spooled;
        private @Nullable DataInputStream in;

        Reading(Path spool) {
            this.spool = spool;
        }

        @Override
        public boolean hasNext() {
            return index < first.size() || left > 0;
        }

        @Override
        public T next() {
            if (index < first.size()) {
                return first.get(index++);
            }
            if (left == 0) {
                throw new NoSuchElementException();
            }
            try {
                return read();
            } catch (IOException e) {
                throw new UncheckedIOException(new SpoolException("read", e));
            } catch (MalformedLineException e) {
                throw new IllegalStateException("a line that was read before " + e.getMessage(), e);
            }
        }

        private T read() throws IOException, MalformedLineException {
            DataInputStream open = in;
            if (open == null) {
                open = new DataInputStream(new BufferedInputStream(Files.newInputStream(spool)));
                in = open;
                reading.add(open);
            }
            T value = form.read(open);
            left--;
            if (left == 0) {
                open.close();
                reading.remove(open);
            }
            return value;
        }
    }
}
