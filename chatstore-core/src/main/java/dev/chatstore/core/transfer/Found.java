package dev.chatstore.core.transfer;

/** Where messages of a source were found, in the order of the source. */
final class Found {
    private int lastOrdinal;
    private long lastSequence;
    private boolean stretch = true;

    void add(int ordinal, long sequence) {
        stretch &= ordinal == lastOrdinal + 1 && (lastOrdinal == 0 || sequence == lastSequence + 1);
        lastOrdinal = ordinal;
        lastSequence = sequence;
    }

    /** Returns whether the first messages of the source, so many, are stored one after another. */
    boolean isStretch(int messages) {
        return stretch && lastOrdinal == messages;
    }

    long lastSequence() {
        return lastSequence;
    }
}
