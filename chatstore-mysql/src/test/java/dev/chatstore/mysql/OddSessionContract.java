package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.Proxies;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets through pools of the caller's whose sessions are set up in unusual ways. */
abstract class OddSessionContract {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final String TEXT = "\\ a'b \"c\" \n \\";

    private final MysqlStores stores;
    private final String scheme;

    OddSessionContract(MysqlStores stores, String scheme) {
        this.stores = stores;
        this.scheme = scheme;
    }

    @BeforeEach
    final void clear() {
        stores.database().clear();
    }

    private HikariConfig config(String parameters) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:" + stores.url().replaceFirst("//.*@", "//") + "&allowMultiQueries=true" + parameters);
        config.setUsername(stores.database().user());
        config.setPassword(stores.database().password());
        config.setMaximumPoolSize(1);
        return config;
    }

    private ChatStorage open(DataSource pool) {
        return ChatStorage.builder()
                .url(scheme + ":")
                .backend(new MysqlBackendProvider(pool))
                .open();
    }

    @Test
    final void aCommitThatWouldBeginAnotherTransactionLeavesNone() {
        try (HikariDataSource pool = new HikariDataSource(config("&sessionVariables=completion_type=1"));
                HikariDataSource otherPool = new HikariDataSource(config(""));
                ChatStorage storage = open(pool);
                ChatStorage other = open(otherPool)) {
            storage.chats().append(ID, NewMessage.user("one"));
            storage.chats().append(ID, NewMessage.user("two"));
            storage.sessions(String.class).update(SessionKey.of("kari"), () -> "", state -> state + "!");
            assertThat(other.sessions(String.class).find(SessionKey.of("kari"))).isPresent();
            other.chats().append(ID, NewMessage.user("three"));
            assertThat(storage.chats().recent(ID, 5)).extracting(Message::text).containsExactly("one", "two", "three");
        }
    }

    @Test
    final void textsAreUnalteredOrThePoolIsRefused() {
        for (String mode : List.of("concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES')", "@@sql_mode")) {
            HikariConfig config = config("");
            config.setConnectionInitSql("set session sql_mode = " + mode);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                try (ChatStorage storage = open(pool)) {
                    storage.chats().append(ID, NewMessage.user(TEXT));
                    assertThat(storage.chats().recent(ID, 1))
                            .extracting(Message::text)
                            .containsExactly(TEXT);
                } catch (UnavailableException e) {
                    assertThat(e).hasMessageContaining("NO_BACKSLASH_ESCAPES");
                }
            }
        }
    }

    @Test
    final void aModeThatTheUrlSetsIsUsed() {
        try (HikariDataSource pool = new HikariDataSource(
                        config("&sessionVariables=sql_mode='STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES'"));
                ChatStorage storage = open(pool)) {
            storage.chats().append(ID, NewMessage.user(TEXT));
            assertThat(storage.chats().recent(ID, 1)).extracting(Message::text).containsExactly(TEXT);
        }
    }

    @Test
    final void aPoolThatHidesTheDriverIsUsedAsItIs() {
        HikariConfig config = config("");
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config);
                ChatStorage storage = open(hiding(pool))) {
            storage.chats().append(ID, NewMessage.user("one"));
            assertThat(storage.chats().append(ID, NewMessage.user("two")).lastSequence())
                    .isEqualTo(2);
        }
    }

    private static DataSource hiding(DataSource source) {
        return Proxies.create(DataSource.class, (self, method, arguments) -> {
            Object result = Proxies.call(source, method, arguments);
            return result instanceof Connection connection ? hiding(connection) : result;
        });
    }

    private static Connection hiding(Connection connection) {
        return Proxies.create(Connection.class, (proxy, called, given) -> switch (called.getName()) {
            case "isWrapperFor" -> false;
            case "unwrap" -> throw new SQLException("wraps nothing");
            default -> Proxies.call(connection, called, given);
        });
    }

    @Test
    final void anAppendToMoreConversationsThanAStatementHasParametersForIsStored() {
        int conversations = 33_000;
        try (ChatStorage storage = ChatStorage.builder()
                .url(stores.url())
                .backend(new MysqlBackendProvider())
                .open()) {
            List<Append> appends = IntStream.range(0, conversations)
                    .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("hello")))
                    .toList();
            assertThat(storage.chats().appendAll(appends))
                    .hasSize(conversations)
                    .allMatch(AppendReceipt.class::isInstance);
        }
    }
}
