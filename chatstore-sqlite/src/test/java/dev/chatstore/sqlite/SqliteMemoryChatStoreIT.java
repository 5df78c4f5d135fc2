package dev.chatstore.sqlite;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.ChatStoreContract;
import java.time.InstantSource;
import java.util.Map;

final class SqliteMemoryChatStoreIT extends ChatStoreContract {
    private final ProbedSqlite sqlite = new ProbedSqlite();

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return sqlite.open("sqlite::memory:", clock, settings);
    }

    @Override
    protected void loseNextReply() {
        sqlite.probes().loseNextReply();
    }

    @Override
    protected int interrupts() {
        return 1_000;
    }
}
