package dev.chatstore.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Rows in the text format of {@code COPY}, in UTF-8, sent in parts, so that the server works meanwhile. */
final class CopyText {
    private static final byte[] NULL = {'\\', 'N'};
    private static final int PART = 1 << 16;

    private final CopyIn copy;
    private byte[] bytes = new byte[PART + (PART >> 2)];
    private int length;

    CopyText(CopyIn copy) {
        this.copy = copy;
    }

    /** Adds a row of texts, longs and nulls. */
    void add(@Nullable Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                put('\t');
            }
            Object value = row[i];
            if (value == null) {
                put(NULL);
            } else if (value instanceof String text) {
                putEscaped(text.getBytes(StandardCharsets.UTF_8));
            } else {
                put(value.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        put('\n');
        if (length >= PART) {
            send();
        }
    }

    /** Sends what was added since the last time. */
    void send() throws SQLException {
        copy.writeToCopy(bytes, 0, length);
        length = 0;
    }

    private void put(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    private void put(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    /** Bytes of a character beyond ASCII are none of those that are escaped. */
    private void putEscaped(byte[] text) {
        reserve(2 * text.length);
        for (byte b : text) {
            byte letter = letter(b);
            if (letter != 0) {
                bytes[length++] = '\\';
            }
            bytes[length++] = letter == 0 ? b : letter;
        }
    }

    /** Returns what stands after a backslash for a byte, or 0 if the byte stands for itself. */
    private static byte letter(byte b) {
        return switch (b) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(more, length)));
        }
    }
}
