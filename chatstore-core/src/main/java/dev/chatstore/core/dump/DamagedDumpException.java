package dev.chatstore.core.dump;

import dev.chatstore.core.dump.form.MalformedLineException;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A dump is damaged, is cut, or has a form that this release does not read. A restore has stored what came before the place,
 * each conversation and session whole.
 */
public final class DamagedDumpException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long line;
    private final long offset;
    private final transient @Nullable RestoreReport restored;

    DamagedDumpException(
            long line, long offset, String problem, @Nullable RestoreReport restored, @Nullable Throwable cause) {
        super(
                "the dump cannot be read on: line " + line + " " + problem + " (at byte " + offset
                        + " of its uncompressed text)."
                        + (restored == null ? "" : " Until there: " + restored.summary()),
                cause);
        this.line = line;
        this.offset = offset;
        this.restored = restored;
    }

    /** Returns the exception for the place that a reader has reached. */
    static DamagedDumpException at(DumpReader reader, Throwable damage, @Nullable RestoreReport restored) {
        String problem = damage instanceof MalformedLineException
                ? String.valueOf(damage.getMessage())
                : "cannot be decompressed, since the file is damaged or cut"
                        + (reader.line() > 1 ? "" : ", or is no dump");
        return new DamagedDumpException(reader.line(), reader.offset(), problem, restored, damage);
    }

    /** Returns the number of the first line that cannot be read, 1 for the first. */
    public long line() {
        return line;
    }

    /** Returns how many bytes of the uncompressed text come before that line. */
    public long offset() {
        return offset;
    }

    /** Returns what was restored before that line, or null of a check or after the exception was serialized. */
    public @Nullable RestoreReport restored() {
        return restored;
    }
}
