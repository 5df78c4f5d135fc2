package dev.chatstore.cli.command;

import dev.chatstore.cli.output.ProgressDisplay;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Reports the number of lines that were written, of which each is a record. */
final class CountedLines extends FilterOutputStream {
    private final ProgressDisplay progress;
    private long lines;

    CountedLines(OutputStream out, ProgressDisplay progress) {
        super(out);
        this.progress = progress;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        if (b == '\n') {
            lines++;
            progress.reached(lines);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        long before = lines;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                lines++;
            }
        }
        if (lines > before) {
            progress.reached(lines);
        }
    }
}
