package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.PoolUse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlitePoolsIT {
    @TempDir
    Path folder;

    @Test
    void theStatisticsShowTheUseOfThePools() {
        try (ChatStorage storage = ChatStorage.open("sqlite:" + folder.resolve("bot.db"))) {
            storage.chats().append(ConversationId.of("kari"), NewMessage.user("hello"));
            storage.chats().recent(ConversationId.of("kari"), 1);
            List<PoolUse> pools = storage.statistics().pools();
            assertThat(pools).hasSize(2).extracting(PoolUse::name).doesNotHaveDuplicates();
            assertThat(pools).allSatisfy(pool -> {
                assertThat(pool.active()).isZero();
                assertThat(pool.waiting()).isZero();
                assertThat(pool.idle()).isBetween(1, pool.most());
            });
        }
    }
}
