package dev.chatstore.core.erasure;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.SnapshotReading;
import dev.chatstore.core.dump.form.Spooled;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A log of an import without the entries of some conversations. Versions begin anew, since a replacement raises them by those of
 * what it replaces, which would double them each time. For one thread.
 */
final class LogRewriting {
    private final Spooled<MessageSnapshot> messages;
    private final Set<String> values;
    private long base = -1;
    private long removed;

    /** Creates one whose messages go to a spool. */
    LogRewriting(Spooled<MessageSnapshot> messages, Set<String> values) {
        this.messages = messages;
        this.values = values;
    }

    void add(Message message) throws IOException {
        if (base < 0) {
            base = message.version() - 1;
        }
        LogRows rows = LogRows.of(message);
        LogRows kept = rows.without(values);
        int count = rows.rows().size() - kept.rows().size();
        removed += count;
        Message rebased = SnapshotReading.raised(message, -base);
        Message written = count == 0 ? rebased : withText(rebased, kept.text());
        messages.add(new MessageSnapshot(written), message.text().length());
    }

    void end() throws IOException {
        messages.end();
    }

    long removed() {
        return removed;
    }

    Conversation head(Conversation head) {
        return SnapshotReading.raised(head, -Math.max(0, base));
    }

    private static Message withText(Message message, String text) {
        return new Message(
                message.sequence(),
                message.version(),
                message.id(),
                message.role(),
                message.author(),
                text,
                message.attachments(),
                message.metadata(),
                message.parent(),
                message.tokens(),
                message.revision(),
                message.created(),
                message.said(),
                message.edited(),
                message.redacted(),
                List.of());
    }
}
