package dev.chatstore.sqlite;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.session.SessionStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A cache in the process, in front of a file. */
final class CachedSqliteSessionStoreIT extends SessionStoreContract {
    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        Map<String, String> cached = new HashMap<>(settings);
        cached.putAll(Map.of("cache.bytes", "1MiB", "cache.session-bytes", "1MiB", "cache.messages", "3"));
        return sqlite.open("sqlite:" + folder.resolve("bot.db"), clock, cached);
    }

    @Override
    protected void loseNextReply() {
        sqlite.probes().loseNextReply();
    }
}
