package dev.chatstore.core.coherence;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.core.window.CachedWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names the parts of a cached window that differ from the durable store at the window's version. A later version of the
 * durable store allows fewer comparisons: messages may have been edited since, or the conversation removed and created
 * again, whose messages have later versions.
 */
final class WindowDifferences {
    /** The parts that edits and redactions never change. */
    private static final Map<String, Function<Message, @Nullable Object>> LASTING = new LinkedHashMap<>();

    static final Map<String, Function<Message, @Nullable Object>> ALL = new LinkedHashMap<>();
    static final Map<String, Function<Conversation, Object>> HEAD = new LinkedHashMap<>();

    static {
        LASTING.put("version", Message::version);
        LASTING.put("id", Message::id);
        LASTING.put("role", Message::role);
        LASTING.put("author", Message::author);
        LASTING.put("parent", Message::parent);
        LASTING.put("created", Message::created);
        LASTING.put("said", Message::said);
        ALL.putAll(LASTING);
        ALL.put("text", Message::text);
        ALL.put("attachments", Message::attachments);
        ALL.put("metadata", Message::metadata);
        ALL.put("tokens", Message::tokens);
        ALL.put("revision", Message::revision);
        ALL.put("edited", Message::edited);
        ALL.put("redacted", Message::redacted);
        ALL.put("unreadable", Message::unreadable);
        HEAD.put("messageCount", Conversation::messageCount);
        HEAD.put("lastSequence", Conversation::lastSequence);
        HEAD.put("tokens", Conversation::tokens);
        HEAD.put("profile", Conversation::profile);
        HEAD.put("archived", Conversation::archived);
        HEAD.put("created", Conversation::created);
        HEAD.put("lastActivity", Conversation::lastActivity);
        HEAD.put("updated", Conversation::updated);
    }

    private final CachedWindow cached;
    private final Conversation cachedHead;
    private final Conversation durable;
    private final List<String> found = new ArrayList<>();

    private WindowDifferences(CachedWindow cached, Conversation cachedHead, Conversation durable) {
        this.cached = cached;
        this.cachedHead = cachedHead;
        this.durable = durable;
    }

    /**
     * Compares a window with the state of the durable store at one version.
     *
     * @param durable the head, or null if the conversation did not exist
     * @param messages the messages at the window's sequences
     */
    static List<String> of(CachedWindow cached, @Nullable Conversation durable, List<Message> messages) {
        Conversation head = cached.head();
        if (head == null || durable == null) {
            // The conversation did not exist at the older of both versions.
            return List.of();
        }
        WindowDifferences differences = new WindowDifferences(cached, head, durable);
        differences.compareHeads();
        differences.compareMessages(messages);
        return differences.found;
    }

    private boolean isSameVersion() {
        return cachedHead.version() == durable.version();
    }

    private void compareHeads() {
        if (cachedHead.version() > durable.version()) {
            found.add("head.version");
        } else if (isSameVersion()) {
            name("head.", HEAD, cachedHead, durable);
        }
    }

    private void compareMessages(List<Message> messages) {
        long next = cached.messages().isEmpty() ? 0 : cached.messages().get(0).sequence();
        for (Message message : cached.messages()) {
            if (message.sequence() != next++) {
                found.add("message " + message.sequence() + ".sequence");
                return;
            }
            compare(message, of(message.sequence(), messages));
        }
        boolean isCut = next > 0 && next - 1 < cachedHead.lastSequence();
        if (isCut || (isSameVersion() && next - 1 > durable.lastSequence())) {
            found.add("messages.size");
        }
    }

    private static @Nullable Message of(long sequence, List<Message> messages) {
        long index = messages.isEmpty() ? -1 : sequence - messages.get(0).sequence();
        return index < 0 || index >= messages.size() ? null : messages.get((int) index);
    }

    private void compare(Message message, @Nullable Message kept) {
        String name = "message " + message.sequence() + ".";
        if (kept == null) {
            if (isSameVersion() || isOf(durable, message)) {
                found.add(name + "sequence");
            }
        } else if (isSameVersion() || kept.revision() <= message.revision()) {
            if (!isReplaced(message, kept)) {
                name(name, ALL, message, kept);
            }
        } else if (!isReplaced(message, kept)) {
            name(name, LASTING, message, kept);
        }
    }

    private static boolean isOf(Conversation head, Message message) {
        return message.sequence() >= head.firstSequence() && message.sequence() <= head.lastSequence();
    }

    /** A message of a conversation that was created again has a later version than every message before. */
    private boolean isReplaced(Message message, Message kept) {
        return kept.version() > Math.max(message.version(), cachedHead.version());
    }

    private <T> void name(String prefix, Map<String, ? extends Function<T, ?>> parts, T one, T other) {
        parts.forEach((part, value) -> {
            if (!Objects.equals(value.apply(one), value.apply(other))) {
                found.add(prefix + part);
            }
        });
    }
}
