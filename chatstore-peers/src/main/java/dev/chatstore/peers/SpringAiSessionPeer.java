package dev.chatstore.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.testkit.server.TestDatabase;
import java.util.List;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.session.CreateSessionRequest;
import org.springframework.ai.session.DefaultSessionService;
import org.springframework.ai.session.EventFilter;
import org.springframework.ai.session.SessionEvent;
import org.springframework.ai.session.SessionService;
import org.springframework.ai.session.jdbc.JdbcSessionRepository;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Spring AI Session, a community project that stores a session as a log of events. */
final class SpringAiSessionPeer implements Peer {
    private static final ClassPathResource SCHEMA =
            new ClassPathResource("org/springframework/ai/session/jdbc/schema-postgresql.sql");

    private final HikariDataSource pool;
    private final SessionService sessions;

    SpringAiSessionPeer(TestDatabase database) {
        pool = PostgresPool.open(database);
        new ResourceDatabasePopulator(SCHEMA).execute(pool);
        sessions = DefaultSessionService.builder()
                .sessionRepository(
                        JdbcSessionRepository.builder().dataSource(pool).build())
                .build();
    }

    @Override
    public PeerDescription description() {
        return new PeerDescription(
                "Spring AI Session",
                Versions.of("spring-ai-session"),
                "DefaultSessionService over JdbcSessionRepository and its schema-postgresql.sql, without compaction; newest"
                        + " messages by EventFilter.lastN",
                true);
    }

    @Override
    public void open(String conversation, List<String> texts) {
        sessions.create(
                CreateSessionRequest.builder().id(conversation).userId("user").build());
        texts.forEach(text -> append(conversation, text));
    }

    @Override
    public void append(String conversation, String text) {
        sessions.appendMessage(conversation, new UserMessage(text));
    }

    @Override
    public List<SessionEvent> recent(String conversation, int count) {
        return sessions.getEvents(conversation, EventFilter.lastN(count));
    }

    @Override
    public List<String> texts(String conversation) {
        return sessions.getMessages(conversation).stream()
                .map(message -> String.valueOf(message.getText()))
                .toList();
    }

    @Override
    public void close() {
        pool.close();
    }
}
