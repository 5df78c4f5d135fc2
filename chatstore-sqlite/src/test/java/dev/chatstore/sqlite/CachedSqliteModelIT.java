package dev.chatstore.sqlite;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.model.ChatStoreModelContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A cache in the process, in front of a file. */
final class CachedSqliteModelIT extends ChatStoreModelContract {
    @TempDir
    Path folder;

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("sqlite:" + folder.resolve("model.db"))
                .clock(clock)
                .expiryClock(clock)
                .set("cache.bytes", "1MiB")
                .set("cache.session-bytes", "1MiB")
                .set("cache.messages", "3")
                .settings(settings)
                .open();
    }

    @Override
    protected Storage openModel(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .open();
    }
}
