package dev.chatstore.cli.output;

/** The progress of one long operation. Closed at its end, whether it succeeded or not. */
public interface ProgressDisplay extends AutoCloseable {
    /** The total of an operation whose end is not known. */
    long UNKNOWN = -1;

    /** No progress at all. */
    ProgressDisplay NONE = done -> {};

    /** Notes how much is done, in the unit of the display; less than before is passed over. */
    void reached(long done);

    @Override
    default void close() {}
}
