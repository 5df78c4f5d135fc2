package dev.chatstore.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The standard output. It remembers its first error, which a {@link java.io.PrintStream} on it does not throw. */
final class ResultStream extends FilterOutputStream {
    private volatile @Nullable IOException error;

    ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException thrown) {
        if (error == null) {
            error = thrown;
        }
        return thrown;
    }

    /** Returns the first error, or null if all was written so far. */
    @Nullable IOException error() {
        return error;
    }
}
