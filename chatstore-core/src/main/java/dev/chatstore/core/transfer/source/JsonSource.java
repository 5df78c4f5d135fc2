package dev.chatstore.core.transfer.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON, read in two ways: skimmed from end to end without keeping any of it, to find where values begin and
 * end; and value by value, each small enough to hold. A value that cannot be read so leaves the skimming of the rest
 * alone, and memory is bounded by the largest value that is let in.
 */
public final class JsonSource implements Closeable {
    /** Holds the largest text that a store can be configured for, with most of its characters escaped. */
    static final int MAX_VALUE_BYTES = 64 << 20;

    /** By how much a character of one byte can grow in JSON. */
    private static final long ESCAPED = 6;

    private static final int WINDOW = 1 << 17;
    private static final int MAX_DEPTH = 100_000;
    private static final int MARK_BYTES = 3;
    private static final int MAX_NAME = 1 << 20;

    private static final JsonFactory SKIMMING = factory(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNameLength(MAX_NAME)
            .maxNumberLength(Integer.MAX_VALUE)
            .build());

    private final String name;
    private final RandomAccessFile file;
    private final long size;
    private final JsonFactory reading;
    private final long maxValueBytes;
    private final long maxTextBytes;
    private final FileBreak fileBreak;
    private final byte[] window = new byte[WINDOW];
    private long windowFrom;
    private int windowLength;

    /**
     * Opens a file.
     *
     * @param name the name that places in it are reported under
     * @param maxTextBytes the size of the largest text and of the largest metadata that the store accepts
     */
    public JsonSource(Path path, String name, long maxTextBytes) throws IOException {
        this(path, name, maxTextBytes, new FileBreak());
    }

    JsonSource(Path path, String name, long maxTextBytes, FileBreak fileBreak) throws IOException {
        this.name = name;
        this.fileBreak = fileBreak;
        long worst = ESCAPED * 2 * maxTextBytes + (1 << 20);
        maxValueBytes = Math.min(MAX_VALUE_BYTES, worst);
        this.maxTextBytes = maxTextBytes;
        reading = factory(StreamReadConstraints.builder()
                .maxStringLength((int) maxValueBytes)
                .maxNameLength(MAX_NAME)
                .maxNumberLength((int) maxValueBytes)
                .build());
        file = new RandomAccessFile(path.toFile(), "r");
        size = file.length();
    }

    private static JsonFactory factory(StreamReadConstraints constraints) {
        // Names of customers are no vocabulary: they must not stay behind in the JVM, nor fail for what they hash to.
        // A file in another encoding than UTF-8 must not pass for one by a guess from its first bytes.
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(constraints)
                .build();
    }

    /** Returns the number of bytes of the largest value that is read. */
    public long maxValueBytes() {
        return maxValueBytes;
    }

    /**
     * Returns the refusal of a region that a parser could not read to the end, and notes if it is the file that breaks
     * there: what is read of it so far may be brought in, and the reading as a whole is an error.
     */
    Refused refusal(JsonProcessingException e, Region region) {
        Refused refused = Refused.of(e, region);
        if (refused.isBreak() && (fileBreak.isMet() ? region.to() == size : isWhole(region))) {
            fileBreak.met(Place.of(this, region), refused);
            fileBreak.report();
        }
        return refused;
    }

    /** Returns whether an object that breaks off may be read as far as it goes, and notes where the file breaks. */
    boolean isBegun(JsonProcessingException e, Region region) {
        Refused refused = Refused.of(e, region);
        if (!refused.isBreak() || !isWhole(region)) {
            return false;
        }
        fileBreak.met(Place.of(this, region), refused);
        return true;
    }

    /** Returns whether a region is known to end where the file breaks. */
    boolean isBroken(Region region) {
        return fileBreak.isMet() && region.to() == size;
    }

    private boolean isWhole(Region region) {
        return region.to() == size && region.from() <= MARK_BYTES && region.line() == 1;
    }

    /** Returns the bytes of a region. */
    public InputStream stream(Region region) {
        return new RegionStream(region);
    }

    /** Returns the name that places in the file are reported under. */
    public String name() {
        return name;
    }

    /** Returns all that the file holds after a byte order mark. */
    public Region content() throws IOException, Refused {
        int first = at(0);
        int second = at(1);
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
            throw new Refused("is UTF-16, and must be UTF-8");
        }
        boolean marked = first == 0xEF && second == 0xBB && at(2) == 0xBF;
        return new Region(marked ? 3 : 0, size, 1, 1);
    }

    /** Returns the byte at an offset, or -1 after the last one. */
    public int at(long offset) throws IOException {
        if (offset < windowFrom || offset >= windowFrom + windowLength) {
            load(offset);
        }
        return windowLength == 0 ? -1 : window[(int) (offset - windowFrom)] & 0xFF;
    }

    /** Returns a parser that is only to be moved over a region: it checks the form and knows where it is. */
    public JsonParser skim(Region region) throws IOException {
        return SKIMMING.createParser(new RegionStream(region));
    }

    static JsonParser skim(byte[] bytes, int offset) throws IOException {
        return SKIMMING.createParser(bytes, offset, bytes.length - offset);
    }

    /** Returns the value that a region begins with, as plain Java values. */
    public @Nullable Object value(Region region) throws IOException, Refused {
        InputStream bytes = new RegionStream(region);
        if (region.length() > maxTextBytes) {
            bytes = new ShortenedTexts(bytes, maxTextBytes + 1, maxValueBytes);
        }
        try (JsonParser parser = reading.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw new Refused("changed while it was read");
            }
            return PlainValues.read(parser);
        } catch (ShortenedTexts.TooLarge e) {
            throw new Refused("has " + region.length() + " bytes, more than the " + maxValueBytes + " that are read");
        } catch (JsonProcessingException e) {
            throw refusal(e, region);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void load(long offset) throws IOException {
        file.seek(offset);
        windowFrom = offset;
        windowLength = Math.max(0, file.read(window, 0, (int) Math.max(0, Math.min(WINDOW, size - offset))));
    }

    private final class RegionStream extends InputStream {
        private long next;
        private final long end;

        RegionStream(Region region) {
            next = region.from();
            end = region.to();
        }

        @Override
        public int read() throws IOException {
            return next < end ? at(next++) : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (next >= end || at(next) < 0) {
                return -1;
            }
            int start = (int) (next - windowFrom);
            int count = (int) Math.min(Math.min(length, windowLength - start), end - next);
            System.arraycopy(window, start, target, offset, count);
            next += count;
            return count;
        }
    }
}
