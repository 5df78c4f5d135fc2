package dev.chatstore.peers;

import dev.chatstore.testkit.server.TestRedis;
import dev.langchain4j.community.store.memory.chat.redis.RedisChatMemoryStore;
import dev.langchain4j.community.store.memory.chat.redis.StoreType;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chat memory of LangChain4j with its Redis store. It is not durable with the default configuration of Redis. */
final class LangChain4jRedisPeer implements Peer {
    /** Larger than any history here. */
    private static final int WINDOW = 1_000_000;

    private final ChatMemoryStore store;

    /** One memory per conversation, as {@code AiServices} keeps them. */
    private final Map<String, ChatMemory> memories = new ConcurrentHashMap<>();

    LangChain4jRedisPeer(TestRedis redis) {
        store = RedisChatMemoryStore.builder()
                .host("127.0.0.1")
                .port(redis.port())
                .storeType(StoreType.STRING)
                .build();
    }

    @Override
    public PeerDescription description() {
        return new PeerDescription(
                "LangChain4j + Redis (not durable)",
                Versions.of("langchain4j") + ", Redis store " + Versions.of("langchain4j-redis"),
                "MessageWindowChatMemory over RedisChatMemoryStore with StoreType.STRING (plain Redis, without its JSON"
                        + " module) and a window that keeps the whole history; Redis without an append-only file",
                false);
    }

    private ChatMemory memory(String conversation) {
        return memories.computeIfAbsent(
                conversation,
                id -> MessageWindowChatMemory.builder()
                        .id(id)
                        .maxMessages(WINDOW)
                        .chatMemoryStore(store)
                        .build());
    }

    @Override
    public void open(String conversation, List<String> texts) {
        memory(conversation)
                .set(texts.stream().<ChatMessage>map(UserMessage::from).toList());
    }

    @Override
    public void append(String conversation, String text) {
        memory(conversation).add(UserMessage.from(text));
    }

    @Override
    public List<ChatMessage> recent(String conversation, int count) {
        return Peer.newest(memory(conversation).messages(), count);
    }

    @Override
    public List<String> texts(String conversation) {
        return memory(conversation).messages().stream()
                .map(message -> ((UserMessage) message).singleText())
                .toList();
    }

    /** The store has no method that closes its connections; they end with the JVM. */
    @Override
    public void close() {
        memories.clear();
    }
}
