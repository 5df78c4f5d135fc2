package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Turns text of another encoding into UTF-8. What is no text in that encoding becomes a byte that UTF-8 never has, so that the
 * record with it is refused, as it would be in a file of UTF-8.
 */
final class Utf8Stream extends InputStream {
    private static final int BUFFER = 1 << 14;
    private static final byte NEVER_UTF_8 = (byte) 0xFF;
    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);
    private byte[] ready = NOTHING;
    private int next;
    private boolean ended;

    Utf8Stream(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder();
    }

    @Override
    public int read() throws IOException {
        return fill() ? ready[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, ready.length - next);
        System.arraycopy(ready, next, target, offset, count);
        next += count;
        return count;
    }

    /** Returns whether a byte is ready. */
    private boolean fill() throws IOException {
        boolean more = true;
        while (next == ready.length && more) {
            more = decode();
        }
        return next < ready.length;
    }

    /** Decodes as much as there is room for, and returns whether there may be more. */
    private boolean decode() throws IOException {
        if (!ended) {
            bytes.compact();
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
        }
        CoderResult result = decoder.decode(bytes, chars.clear(), ended);
        ByteBuffer text = StandardCharsets.UTF_8.encode(chars.flip());
        ready = new byte[text.remaining() + (result.isError() ? 1 : 0)];
        next = 0;
        text.get(ready, 0, text.remaining());
        if (result.isError()) {
            ready[ready.length - 1] = NEVER_UTF_8;
            bytes.position(bytes.position() + result.length());
        }
        return !ended || !result.isUnderflow();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
