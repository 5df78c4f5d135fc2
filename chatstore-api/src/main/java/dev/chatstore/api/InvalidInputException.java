package dev.chatstore.api;

/** The caller gave a value that breaks a rule. Nothing was changed; the same value will be refused again. */
public final class InvalidInputException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;
    private final int length;

    /**
     * Makes the error.
     *
     * @param field the name of what was given
     * @param rule the rule it breaks, such as "must not be blank"
     * @param length how long the value is, 0 where it has no length
     */
    public InvalidInputException(String field, String rule, int length) {
        super(field + " " + rule + (length > 0 ? " (its length is " + length + ")" : ""), null);
        this.field = field;
        this.rule = rule;
        this.length = length;
    }

    /** Returns the name of what was given. */
    public String field() {
        return field;
    }

    /** Returns the rule that was broken. */
    public String rule() {
        return rule;
    }

    /** Returns the length of the value, 0 where it has none. */
    public int length() {
        return length;
    }
}
