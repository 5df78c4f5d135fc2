package dev.chatstore.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.testkit.server.TestDatabase;
import java.util.List;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.memory.repository.jdbc.JdbcChatMemoryRepository;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The JDBC chat memory of Spring AI. */
final class SpringAiJdbcPeer implements Peer {
    /** Larger than any history here. The default of 20 would delete older messages. */
    private static final int WINDOW = 1_000_000;

    private static final ClassPathResource SCHEMA =
            new ClassPathResource("org/springframework/ai/chat/memory/repository/jdbc/schema-postgresql.sql");

    private final HikariDataSource pool;
    private final ChatMemory memory;

    SpringAiJdbcPeer(TestDatabase database) {
        pool = PostgresPool.open(database);
        new ResourceDatabasePopulator(SCHEMA).execute(pool);
        memory = MessageWindowChatMemory.builder()
                .chatMemoryRepository(
                        JdbcChatMemoryRepository.builder().dataSource(pool).build())
                .maxMessages(WINDOW)
                .build();
    }

    @Override
    public PeerDescription description() {
        return new PeerDescription(
                "Spring AI chat memory JDBC",
                Versions.of("spring-ai"),
                "MessageWindowChatMemory over JdbcChatMemoryRepository and its schema-postgresql.sql, with a window that"
                        + " keeps the whole history",
                true);
    }

    @Override
    public void open(String conversation, List<String> texts) {
        memory.add(conversation, texts.stream().<Message>map(UserMessage::new).toList());
    }

    @Override
    public void append(String conversation, String text) {
        memory.add(conversation, new UserMessage(text));
    }

    @Override
    public List<Message> recent(String conversation, int count) {
        return Peer.newest(memory.get(conversation), count);
    }

    @Override
    public List<String> texts(String conversation) {
        return memory.get(conversation).stream()
                .map(message -> String.valueOf(message.getText()))
                .toList();
    }

    /** With 50 the rows multiply until the heap is full. */
    @Override
    public int contendedAppends() {
        return 6;
    }

    @Override
    public void close() {
        pool.close();
    }
}
