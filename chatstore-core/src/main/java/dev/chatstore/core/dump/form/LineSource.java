package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.chatstore.api.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a stream under zstd, each an object of JSON, with their places. For one thread. */
public final class LineSource implements Closeable {
    private static final int BLOCK = 1 << 16;

    /** Holds what a store can be configured for: a text of 16 MiB, of which each byte is escaped in six, and its metadata. */
    private static final long LARGEST = 128L << 20;

    /** Holds what a store accepts by default. */
    private static final long LEAST = 8L << 20;

    /** How many times a line fits into the heap, where it is also its text and its values. */
    private static final int SHARE = 16;

    private final InputStream lines;
    private final int maxLine;
    private final byte[] block = new byte[BLOCK];
    private int next;
    private int end;
    private byte[] line = new byte[BLOCK];
    private int length;
    private long number;
    private long offset;

    /** Begins to read. Closing the source also closes the stream. */
    public LineSource(InputStream in) throws IOException {
        this(in, (int) Math.min(LARGEST, Math.max(LEAST, Runtime.getRuntime().maxMemory() / SHARE)));
    }

    /**
     * Begins to read lines up to a length in bytes.
     *
     * @param maxLine bounds what a damaged or forged file can take of the memory
     */
    LineSource(InputStream in, int maxLine) throws IOException {
        this.lines = new ZstdInputStreamNoFinalizer(in);
        this.maxLine = maxLine;
    }

    /** Returns the number of the line that was read last, 1 for the first. */
    public long number() {
        return number;
    }

    /** Returns how many bytes of the text come before that line. */
    public long offset() {
        return offset;
    }

    /** Returns how many bytes that line has. */
    public int length() {
        return length;
    }

    /**
     * Reads the next line. Returns the name of its only field with the fields in it, or null at the end of the stream.
     *
     * @throws MalformedLineException if it is not an object, or is cut
     * @throws IOException if the stream cannot be read or decompressed
     */
    public @Nullable LineFields next() throws IOException, MalformedLineException {
        offset += number == 0 ? 0 : length + 1L;
        number++;
        length = 0;
        if (!read()) {
            if (length > 0) {
                throw new MalformedLineException("is cut");
            }
            return null;
        }
        return parse(line, length);
    }

    /** Reads up to the end of the line, and returns whether there was one. */
    private boolean read() throws IOException, MalformedLineException {
        while (true) {
            for (int i = next; i < end; i++) {
                if (block[i] == '\n') {
                    add(i);
                    next = i + 1;
                    return true;
                }
            }
            add(end);
            next = 0;
            end = Math.max(0, lines.read(block, 0, block.length));
            if (end == 0) {
                return false;
            }
        }
    }

    private void add(int to) throws MalformedLineException {
        int added = to - next;
        if (added > maxLine - length) {
            throw new MalformedLineException("has more than " + maxLine
                    + " bytes: the dump is damaged, or needs a larger heap, of which a line may have a sixteenth");
        }
        if (length + added > line.length) {
            line = Arrays.copyOf(line, (int) Math.min(maxLine, Math.max(2L * line.length, length + added)));
        }
        System.arraycopy(block, next, line, length, added);
        length += added;
    }

    /** Returns the object of a line. */
    public static LineFields parse(byte[] line, int length) throws MalformedLineException {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        try (JsonParser parser = DumpForm.JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedLineException("is not an object");
            }
            LineFields fields = LineFields.ofLine(parser);
            if (parser.nextToken() != null) {
                throw new MalformedLineException("is followed by something else");
            }
            return fields;
        } catch (StreamConstraintsException e) {
            throw new MalformedLineException(
                    "has too many values or too long a number: the dump is damaged, or needs a larger heap");
        } catch (IOException | InvalidInputException | NumberFormatException e) {
            // Not passed on: the message may quote the text.
            throw new MalformedLineException("is not JSON");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
