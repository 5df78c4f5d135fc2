package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads UTF-8 without replacing what is none. */
public final class StrictUtf8 {
    private static final int BUFFER = 1 << 16;

    private StrictUtf8() {}

    /** Returns the text of bytes, or null if they are not UTF-8. */
    public static @Nullable String text(byte[] bytes) {
        try {
            // A new decoder reports; the methods that replace have to be asked for.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Returns whether all bytes of a stream are UTF-8. Reads no further than the first that is not. */
    static boolean isAll(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        boolean ended = false;
        while (!ended) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            CoderResult result = decoder.decode(bytes, chars.clear(), ended);
            if (result.isError()) {
                return false;
            }
            bytes.compact();
        }
        return true;
    }
}
