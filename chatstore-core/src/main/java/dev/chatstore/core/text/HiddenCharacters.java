package dev.chatstore.core.text;

/** Tells which characters are not shown themselves, or change how others are shown. */
public final class HiddenCharacters {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202D;
    private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;

    private HiddenCharacters() {}

    /** Returns whether a character must be shown by its number in a line, where everything else follows it. */
    public static boolean isHiddenInLine(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Emoji and Persian names are written with joiners.
            case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    /** Returns the same for lines of text on a terminal, which end in line feeds and may have tabs. */
    public static boolean isHiddenInLines(int c) {
        return c != '\n' && c != '\t' && isHiddenInLine(c);
    }

    /**
     * Returns the same for a text that is an element of its own in a document. Marks of direction other than overrides stay:
     * texts need them, and their effect ends with the text.
     */
    public static boolean isHiddenInElement(int c) {
        return c == LEFT_TO_RIGHT_OVERRIDE
                || c == RIGHT_TO_LEFT_OVERRIDE
                || (c != '\n' && c != '\t' && Character.getType(c) == Character.CONTROL);
    }
}
