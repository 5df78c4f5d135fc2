package dev.chatstore.peers;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.server.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** chatstore, with or without its cache in the process. */
final class ChatstorePeer implements Peer {
    private static final int BATCH = 500;
    private static final int WRITERS = 5;

    private final PeerDescription description;
    private final ChatStorage storage;
    private final ChatStore chats;

    private ChatstorePeer(PeerDescription description, ChatStorage storage) {
        this.description = description;
        this.storage = storage;
        chats = storage.chats();
    }

    static ChatstorePeer withoutCache(TestDatabase database) {
        return open(database, "chatstore", Map.of());
    }

    /** Has the cache that docs/tiers.md recommends if one process uses the database. */
    static ChatstorePeer withCache(TestDatabase database) {
        return open(database, "chatstore + L1", Map.of("cache.bytes", "64MiB", "cache.max-staleness", "10m"));
    }

    private static ChatstorePeer open(TestDatabase database, String name, Map<String, String> cache) {
        Map<String, String> settings = new TreeMap<>(cache);
        settings.put("database.readers", String.valueOf(PostgresPool.SIZE - WRITERS));
        settings.put("database.writers", String.valueOf(WRITERS));
        ChatStorageBuilder builder = ChatStorage.builder().url(database.url());
        settings.forEach(builder::set);
        String configuration = "defaults, except "
                + settings.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
        return new ChatstorePeer(
                new PeerDescription(name, Versions.of("chatstore"), configuration, true), builder.open());
    }

    @Override
    public PeerDescription description() {
        return description;
    }

    @Override
    public void open(String conversation, List<String> texts) {
        List<NewMessage> messages = texts.stream().map(NewMessage::user).toList();
        for (int from = 0; from < messages.size(); from += BATCH) {
            chats.append(
                    ConversationId.of(conversation), messages.subList(from, Math.min(messages.size(), from + BATCH)));
        }
    }

    @Override
    public void append(String conversation, String text) {
        chats.append(ConversationId.of(conversation), NewMessage.user(text));
    }

    @Override
    public List<Message> recent(String conversation, int count) {
        return chats.recent(ConversationId.of(conversation), count);
    }

    @Override
    public List<String> texts(String conversation) {
        List<String> texts = new ArrayList<>();
        long last = 0;
        List<Message> page;
        do {
            page = chats.history(ConversationId.of(conversation), Slice.after(last, BATCH));
            for (Message message : page) {
                texts.add(message.text());
                last = message.sequence();
            }
        } while (!page.isEmpty());
        return texts;
    }

    @Override
    public void close() {
        storage.close();
    }
}
