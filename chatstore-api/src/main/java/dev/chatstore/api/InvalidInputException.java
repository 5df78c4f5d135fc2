package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/** The caller passed a value that breaks a rule. Nothing was changed, and the same value will be refused again. */
public final class InvalidInputException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;
    private final int length;

    /**
     * Creates the exception.
     *
     * @param field the name of the value
     * @param rule the rule that the value breaks, such as "must not be blank"
     * @param length the length of the value, 0 if it has none
     */
    public InvalidInputException(String field, String rule, int length) {
        this(field, rule, length, null);
    }

    private InvalidInputException(String field, String rule, int length, @Nullable Throwable cause) {
        super(field + " " + rule + (length > 0 ? " (its length is " + length + ")" : ""), cause);
        this.field = field;
        this.rule = rule;
        this.length = length;
    }

    /** Returns the name of the value. */
    public String field() {
        return field;
    }

    /** Returns the rule that the value breaks. */
    public String rule() {
        return rule;
    }

    /** Returns the length of the value, 0 if it has none. */
    public int length() {
        return length;
    }

    @Override
    public InvalidInputException copy() {
        return new InvalidInputException(field, rule, length, this);
    }
}
