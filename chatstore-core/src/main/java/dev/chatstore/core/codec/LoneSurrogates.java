package dev.chatstore.core.codec;

/** Finds halves of surrogate pairs, which UTF-8 has no form for: drivers send a question mark in their place. */
public final class LoneSurrogates {
    private LoneSurrogates() {}

    /** Returns JSON text with each lone surrogate as an escape, which is read back as the same character. */
    public static String escape(String json) {
        int index = next(json, 0);
        if (index < 0) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        int copied = 0;
        for (; index >= 0; index = next(json, copied)) {
            escaped.append(json, copied, index).append(String.format("\\u%04x", (int) json.charAt(index)));
            copied = index + 1;
        }
        return escaped.append(json, copied, json.length()).toString();
    }

    private static int next(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
