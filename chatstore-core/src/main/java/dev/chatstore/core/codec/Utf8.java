package dev.chatstore.core.codec;

/** Measures text as UTF-8 without encoding it. */
public final class Utf8 {
    private Utf8() {}

    /** Returns how many bytes a text has in UTF-8; the text holds no lone surrogate. */
    public static long length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                // Each half of a pair counts two, which makes the four bytes of its character.
                length += Character.isSurrogate(c) ? 1 : 2;
            } else if (c >= 0x80) {
                length++;
            }
        }
        return length;
    }
}
