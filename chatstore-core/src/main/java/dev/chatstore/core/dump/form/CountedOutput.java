package dev.chatstore.core.dump.form;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the bytes that are written to a stream, which stays open. */
public final class CountedOutput extends FilterOutputStream {
    private long count;

    public CountedOutput(OutputStream out) {
        super(out);
    }

    public long count() {
        return count;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        count++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
        count += length;
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
