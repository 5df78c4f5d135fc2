package dev.chatstore.core.transfer.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON whose texts end once they are longer than any that the store accepts, so that one of them does not cost the message
 * that it stands in.
 */
final class ShortenedTexts extends FilterInputStream {
    private static final int HEX_DIGITS = 4;

    private final long maxText;
    private final long maxAll;
    private long all;
    private long units;
    private int escape;
    private boolean inText;

    /**
     * Creates a stream.
     *
     * @param maxText after how many characters a text ends
     * @param maxAll the number of bytes of the whole
     */
    ShortenedTexts(InputStream json, long maxText, long maxAll) {
        super(json);
        this.maxText = maxText;
        this.maxAll = maxAll;
    }

    /** The value is too large also with shorter texts. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        while (next >= 0 && isLeftOut(next)) {
            next = super.read();
        }
        if (next >= 0 && ++all > maxAll) {
            throw new TooLarge();
        }
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (byte) next;
        }
        return count;
    }

    private boolean isLeftOut(int next) {
        if (!inText) {
            inText = next == '"';
            units = 0;
            return false;
        }
        boolean begins = escape == 0 && (next & 0xC0) != 0x80;
        if (begins && next == '"') {
            inText = false;
            return false;
        }
        if (begins) {
            units++;
        }
        if (escape > 0) {
            escape = escape == HEX_DIGITS + 1 && next != 'u' ? 0 : escape - 1;
        } else if (next == '\\') {
            escape = HEX_DIGITS + 1;
        }
        return units > maxText;
    }
}
