package dev.chatstore.sqlite;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.chat.HiddenIdChatStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class PseudonymousSqliteChatStoreIT extends HiddenIdChatStoreContract {
    private final ProbedSqlite sqlite = new ProbedSqlite();

    @TempDir
    Path folder;

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("privacy.key", "0123456789abcdef".repeat(4));
        return sqlite.open("sqlite:" + folder.resolve("bot.db"), clock, all);
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
