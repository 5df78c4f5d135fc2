package dev.chatstore.core.transfer.source;

/** Takes the messages of a pass that looks for something else than messages. */
public enum IgnoringSink implements MessageSink {
    INSTANCE;

    @Override
    public void add(SourceMessage message) {
        // Read again by the pass that brings it in.
    }

    @Override
    public void skip(Place place, Refused reason) {
        // Reported by the pass that brings in the others.
    }

    @Override
    public void passOver(String kind) {
        // Counted by the pass that brings in the others.
    }
}
