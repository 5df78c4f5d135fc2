package dev.chatstore.core.dump;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.codec.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a stream under zstd, each an object of JSON, with their places. For one thread. */
final class LineSource implements Closeable {
    private static final int BLOCK = 1 << 16;

    /** Holds the largest message that a store can be configured for, with some revisions. */
    private static final int MAX_LINE = 1 << 30;

    private final InputStream lines;
    private final byte[] block = new byte[BLOCK];
    private int next;
    private int end;
    private byte[] line = new byte[BLOCK];
    private int length;
    private long number;
    private long offset;

    /** Begins to read. Closing the source also closes the stream. */
    LineSource(InputStream in) throws IOException {
        lines = new ZstdInputStreamNoFinalizer(in);
    }

    /** Returns the number of the line that was read last, 1 for the first. */
    long number() {
        return number;
    }

    /** Returns how many bytes of the text come before that line. */
    long offset() {
        return offset;
    }

    /** Returns how many bytes that line has. */
    int length() {
        return length;
    }

    /** Returns a copy of that line. */
    byte[] bytes() {
        return Arrays.copyOf(line, length);
    }

    /**
     * Reads the next line. Returns the name of its only field with the fields in it, or null at the end of the stream.
     *
     * @throws MalformedLineException if it is not an object, or is cut
     * @throws IOException if the stream cannot be read or decompressed
     */
    @Nullable Fields next() throws IOException, MalformedLineException {
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
        if (added > MAX_LINE - length) {
            throw new MalformedLineException("has more than " + MAX_LINE + " bytes");
        }
        if (length + added > line.length) {
            line = Arrays.copyOf(line, (int) Math.min(MAX_LINE, Math.max(2L * line.length, length + added)));
        }
        System.arraycopy(block, next, line, length, added);
        length += added;
    }

    /** Returns the object of a line. */
    static Fields parse(byte[] line, int length) throws MalformedLineException {
        try (JsonParser parser = DumpForm.JSON.createParser(line, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedLineException("is not an object");
            }
            Fields fields = new Fields("line", Json.readObject(parser));
            if (parser.nextToken() != null) {
                throw new MalformedLineException("is followed by something else");
            }
            return fields;
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
