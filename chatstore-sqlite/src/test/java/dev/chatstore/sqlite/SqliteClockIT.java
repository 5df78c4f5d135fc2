package dev.chatstore.sqlite;

import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.testkit.ClockContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class SqliteClockIT extends ClockContract {
    @TempDir
    private Path folder;

    SqliteClockIT() {
        super(InstantSource.system());
    }

    @Override
    protected BackendProvider provider() {
        return new SqliteBackendProvider();
    }

    @Override
    protected String url() {
        return "sqlite:" + folder.resolve("bot.db");
    }
}
