package dev.chatstore.sqlite;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.model.ChatStoreModelContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFileModelIT extends ChatStoreModelContract {
    @TempDir
    Path folder;

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("sqlite:" + folder.resolve("model.db"))
                .clock(clock)
                .expiryClock(clock)
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
