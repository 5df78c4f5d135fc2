package dev.chatstore.core.archive;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.InstantSource;
import java.util.Map;

/** All messages but the newest of each conversation are in segments, whose contents a place has. */
final class PlacedChatStoreTest extends ChatStoreContract {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return ArchivedStores.inPlace(new HeapPlace(clock), clock, settings);
    }

    @Override
    protected void loseNextReply() {
        // Nothing lies between the caller and the data.
    }

    @Override
    protected int interrupts() {
        return 1_000;
    }
}
