package dev.chatstore.core.memory;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.SnapshotReading;
import java.util.ArrayList;
import java.util.List;

/** A snapshot that was read to its end. */
record LoadedSnapshot(
        Conversation head, List<ForgottenMessage> forgotten, List<MessageSnapshot> messages, SnapshotReading reading) {
    ConversationId id() {
        return head.id();
    }

    static LoadedSnapshot of(ConversationSnapshot snapshot) {
        SnapshotReading reading = new SnapshotReading(snapshot);
        List<ForgottenMessage> forgotten = new ArrayList<>();
        reading.forgotten().forEachRemaining(forgotten::add);
        List<MessageSnapshot> messages = new ArrayList<>();
        reading.forEachRemaining(messages::add);
        return new LoadedSnapshot(snapshot.head(), forgotten, messages, reading);
    }
}
