package dev.chatstore.sqlite;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFileSessionStoreIT extends SessionStoreContract {
    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return sqlite.open("sqlite:" + folder.resolve("bot.db"), clock, settings);
    }

    @Override
    protected void loseNextReply() {
        sqlite.probes().loseNextReply();
    }
}
