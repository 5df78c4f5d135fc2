package dev.chatstore.cli.store;

/** The command line is wrong in a way that the parser of options does not know about. Nothing was done. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates it with what is wrong and what to do. */
    public UsageException(String message) {
        super(message);
    }
}
