package dev.chatstore.core.transfer.messenger;

import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceMessage;

/** Takes the messages of a pass that looks for something else than messages. */
enum IgnoringSink implements MessageSink {
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
