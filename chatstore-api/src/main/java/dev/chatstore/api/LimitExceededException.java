package dev.chatstore.api;

/** The request goes over a configured limit. Nothing was changed. */
public final class LimitExceededException extends ChatStoreException {
    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long allowed;
    private final long actual;

    /**
     * Makes the error.
     *
     * @param field what is too large
     * @param limit the name of the setting that says how large it may be
     * @param allowed how much is allowed, in the setting's unit
     * @param actual how much was met
     */
    public LimitExceededException(String field, String limit, long allowed, long actual) {
        super(field + " has " + actual + ", and " + limit + " allows " + allowed, null);
        this.limit = limit;
        this.allowed = allowed;
        this.actual = actual;
    }

    /** Returns the name of the setting. */
    public String limit() {
        return limit;
    }

    /** Returns how much is allowed. */
    public long allowed() {
        return allowed;
    }

    /** Returns how much was met. */
    public long actual() {
        return actual;
    }
}
