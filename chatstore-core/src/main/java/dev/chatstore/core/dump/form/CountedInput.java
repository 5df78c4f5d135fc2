package dev.chatstore.core.dump.form;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that are read. */
public final class CountedInput extends FilterInputStream {
    private long count;
    private @Nullable IOException failure;

    public CountedInput(InputStream in) {
        super(in);
    }

    public long count() {
        return count;
    }

    /** Returns the error of the stream itself, or null if it had none. */
    public @Nullable IOException failure() {
        return failure;
    }

    /** A pipe that is opened by its name does not know it. */
    @Override
    public int available() {
        try {
            return super.available();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
