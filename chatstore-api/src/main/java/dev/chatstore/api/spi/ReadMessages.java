package dev.chatstore.api.spi;

import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.count.MessageCount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums up the messages of one conversation by role and days. For one thread. */
final class ReadMessages {
    private final String conversation;
    private final Map<Key, MessageCount> groups = new HashMap<>();

    private record Key(@Nullable Role role, LocalDate storedDay, LocalDate saidDay) {}

    ReadMessages(String conversation) {
        this.conversation = conversation;
    }

    void add(Message message) {
        boolean isReadable =
                !message.unreadable().contains("role") && !message.unreadable().contains("message");
        Key key = new Key(isReadable ? message.role() : null, day(message.created()), day(message.said()));
        MessageCount one = new MessageCount(
                conversation,
                key.role(),
                key.storedDay(),
                key.saidDay(),
                1,
                message.tokens(),
                bytes(message.text()),
                isReadable ? 0 : 1);
        groups.merge(key, one, ReadMessages::sum);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static MessageCount sum(MessageCount a, MessageCount b) {
        return new MessageCount(
                a.conversation(),
                a.role(),
                a.storedDay(),
                a.saidDay(),
                a.messages() + b.messages(),
                a.tokens() + b.tokens(),
                a.textBytes() + b.textBytes(),
                a.unreadable() + b.unreadable());
    }

    /** Returns the length in UTF-8. */
    private static long bytes(String text) {
        return text.codePoints()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }

    Collection<MessageCount> counts() {
        return groups.values();
    }
}
