package dev.chatstore.postgres;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of {@code COPY}, in UTF-8. */
final class CopyText {
    private static final byte[] NULL = {'\\', 'N'};

    private byte[] bytes = new byte[1 << 16];
    private int length;

    /** Adds a row of texts, longs and nulls. */
    void add(@Nullable Object[] row) {
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

    /** Returns an array that begins with the text. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
