package dev.chatstore.sqlite;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import java.time.InstantSource;
import java.util.Map;

/** Opens SQLite stores whose connections are looked at. */
final class ProbedSqlite {
    Stores open(String url, InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url)
                .clock(clock)
                .settings(settings)
                .backend(new SqliteBackendProvider())
                .open();
    }

    void loseNextReply() {}
}
