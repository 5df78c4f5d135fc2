package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.LogRecorder;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pools warn of nothing in a program that opens a storage, uses it and closes it. */
class PoolLogIT {
    /** Off in the other tests, which stop servers. */
    private static final Logger HIKARI = Logger.getLogger("com.zaxxer.hikari");

    @BeforeEach
    void turnOn() {
        HIKARI.setLevel(Level.INFO);
        HIKARI.setUseParentHandlers(false);
    }

    @AfterEach
    void turnOff() {
        HIKARI.setLevel(Level.OFF);
        HIKARI.setUseParentHandlers(true);
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"POSTGRES_18", "MYSQL_8", "MARIADB_11"})
    void anOrdinaryLifeIsNoWarning(ServerKind kind) {
        try (LogRecorder log = LogRecorder.of(HIKARI.getName())) {
            try (ChatStorage storage =
                    ChatStorage.open(TestServers.shared(kind).newDatabase().url())) {
                ConversationId id = ConversationId.of("kari");
                storage.chats().append(id, NewMessage.user("Two tickets to Oslo, please"));
                assertThat(storage.chats().recent(id, 20)).hasSize(1);
            }
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.startsWith("WARNING"));
        }
    }
}
