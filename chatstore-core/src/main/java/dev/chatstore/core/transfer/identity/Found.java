package dev.chatstore.core.transfer.identity;

/** Where messages of a source were found, in the order of the source. */
public final class Found {
    private int lastOrdinal;
    private long lastSequence;
    private boolean stretch = true;

    /** Adds where the next message was found. */
    public void add(int ordinal, long sequence) {
        stretch &= ordinal == lastOrdinal + 1 && (lastOrdinal == 0 || sequence == lastSequence + 1);
        lastOrdinal = ordinal;
        lastSequence = sequence;
    }

    /** Returns whether the first messages of the source, so many, are stored one after another. */
    public boolean isStretch(int messages) {
        return stretch && lastOrdinal == messages;
    }

    /** Returns where the last one was found. */
    public long lastSequence() {
        return lastSequence;
    }
}
