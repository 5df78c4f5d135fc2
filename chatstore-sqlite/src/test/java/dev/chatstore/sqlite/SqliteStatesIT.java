package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Figure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What counts sessions does not read their states: the pages that large states continue on are destroyed here. A search in the
 * table compares a few whole rows, so the large ones are few, and the last.
 */
class SqliteStatesIT {
    private static final int SMALL = 400;
    private static final int LARGE = 14;
    private static final int SESSIONS = SMALL + LARGE - 2;
    private static final int OF_KARI = LARGE - 1;
    private static final String STATE = "x".repeat(100_000);

    @TempDir
    Path folder;

    @Test
    void noCountOfSessionsReadsTheirStates() throws Exception {
        fill();
        destroyStates();
        try (ChatStorage storage = open()) {
            Contents contents = storage.contents();
            SessionStore<String> sessions = storage.sessions(String.class);
            assertThat(contents.estimate().sessions()).isEqualTo(new Figure(SESSIONS, true));
            assertThat(contents.count(ContentQuery.ofTenant("default")).sessions())
                    .isEqualTo(SESSIONS);
            assertThat(contents.count(ContentQuery.ofOwner("kari")).sessions()).isEqualTo(OF_KARI);
            assertThat(sessions.count(SessionQuery.ofOwner("kari"))).isEqualTo(OF_KARI);
            assertThatThrownBy(() -> sessions.find(SessionKey.of("t5"))).isInstanceOf(ChatStoreException.class);
        }
    }

    private ChatStorage open() {
        return ChatStorage.builder()
                .url("sqlite:" + file())
                .set("cleaner.interval", "none")
                .open();
    }

    private Path file() {
        return folder.resolve("bot.db");
    }

    /** The large ones belong to an owner. One of each kind is deleted. */
    private void fill() {
        try (ChatStorage storage = open()) {
            SessionStore<String> sessions = storage.sessions(String.class);
            for (int i = 0; i < SMALL; i++) {
                sessions.getOrCreate(SessionKey.of("s" + i), () -> "small");
            }
            for (int i = 0; i < LARGE; i++) {
                sessions.assigningOwner("kari").getOrCreate(SessionKey.of("t" + i), () -> STATE);
            }
            sessions.delete(SessionKey.of("s0"));
            sessions.delete(SessionKey.of("t9"));
        }
    }

    private void destroyStates() throws IOException, SQLException {
        List<Long> pages = new ArrayList<>();
        int size;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(truncate)");
            try (ResultSet row = statement.executeQuery("pragma page_size")) {
                size = row.getInt(1);
            }
            try (ResultSet rows = statement.executeQuery(
                    "select pageno from dbstat where name = 'chat_session' and pagetype = 'overflow'")) {
                while (rows.next()) {
                    pages.add(rows.getLong(1));
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(OF_KARI * (STATE.length() / size - 1));
        byte[] nothing = new byte[size];
        Arrays.fill(nothing, (byte) 0xff);
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            for (long page : pages) {
                bytes.seek((page - 1) * size);
                bytes.write(nothing);
            }
        }
    }
}
