package dev.chatstore.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/** Prints the lines that loggers and drivers write, without passwords and without what a terminal would obey. */
final class SafeLines extends OutputStream {
    private final PrintStream out;
    private final Secrets secrets;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    SafeLines(PrintStream out, Secrets secrets) {
        this.out = out;
        this.secrets = secrets;
    }

    @Override
    public void write(int b) {
        lock.lock();
        try {
            line.write(b);
            if (b == '\n') {
                print();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Prints a line that has not ended as well. */
    @Override
    public void close() {
        lock.lock();
        try {
            print();
        } finally {
            lock.unlock();
        }
    }

    private void print() {
        out.print(SafeText.lines(secrets.hidden(line.toString(StandardCharsets.UTF_8))));
        line.reset();
    }
}
