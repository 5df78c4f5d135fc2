package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.archive.run.ArchiveRule;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.core.metrics.StorageMetrics;
import dev.chatstore.core.operations.ArchiveStatistics;
import dev.chatstore.testkit.Polling;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The archive in the background, in the audit trail, as meters, and by its settings. */
class ArchiveRunsTest {
    private static final ConversationId KARI = ConversationId.of("kari");
    private static final Duration SOON = Duration.ofMillis(1);

    private static void await(ArchiveRuns runs, Predicate<ArchiveStatistics> condition) {
        assertThat(Polling.until(Duration.ofMinutes(1), () -> condition.test(runs.statistics())))
                .isTrue();
    }

    private static ChatStorage storage() {
        ChatStorage storage = ChatStorage.builder()
                .url("memory:")
                .set("archive.keep-newest", "2")
                .set("archive.segment-messages", "4")
                .set("archive.min-messages", "1")
                .set("audit", "changes")
                .open();
        for (int i = 0; i < 10; i++) {
            storage.chats().append(KARI, NewMessage.user("message"));
        }
        return storage;
    }

    private static List<AuditEntry> entries(ChatStorage storage, AuditAction action) {
        return storage.audit().entries(AuditQuery.of(storage.audit().nameOf(KARI.tenant()))).items().stream()
                .filter(entry -> entry.action() == action)
                .toList();
    }

    @Test
    void aRunAppliesTheRuleOfTheSettingsAndIsCounted() {
        try (ChatStorage storage = storage();
                ArchiveRuns runs = new ArchiveRuns(storage.archive(), SOON)) {
            await(runs, statistics -> statistics.runs() > 0);

            assertThat(storage.chats().recent(KARI, 20)).hasSize(10);
            assertThat(runs.statistics().messages()).isEqualTo(8);
            assertThat(runs.statistics().stored()).isPositive();
            assertThat(runs.statistics().lastRun()).isNotNull();
            assertThat(runs.statistics().failures()).isZero();
        }
    }

    @Test
    void runsContinueAfterAnError() {
        AtomicInteger left = new AtomicInteger(1);
        try (ChatStorage storage = storage();
                ArchiveRuns runs = new ArchiveRuns(storage.archive().stoppingIf(() -> failing(left)), SOON)) {
            await(runs, statistics -> statistics.runs() > 0);

            assertThat(runs.statistics().failures()).isEqualTo(1);
            assertThat(runs.statistics().messages()).isEqualTo(8);
        }
    }

    private static boolean failing(AtomicInteger left) {
        if (left.getAndDecrement() > 0) {
            throw new StackOverflowError();
        }
        return false;
    }

    @Test
    void movesAreRecordedByTenantAndByConversation() {
        try (ChatStorage storage = storage()) {
            storage.archive().counting().run();
            assertThat(entries(storage, AuditAction.ARCHIVE)).isEmpty();
            storage.archive().run();
            storage.archive().run();
            storage.archive().unarchive(KARI);

            assertThat(entries(storage, AuditAction.ARCHIVE))
                    .as("a run that moves nothing is not recorded")
                    .hasSize(2)
                    .anySatisfy(entry -> assertThat(entry.amounts()).containsEntry("messages", 8L));
            assertThat(entries(storage, AuditAction.UNARCHIVE))
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.subject().id()).isEqualTo("kari"));
        }
    }

    @Test
    void theIntervalStartsRunsWithTheirMeters() {
        try (ChatStorage storage = ChatStorage.builder()
                .url("memory:")
                .set("archive.interval", "1d")
                .set("archive.after", "30d")
                .open()) {
            assertThat(storage.statistics().archive()).isEqualTo(ArchiveStatistics.NONE);
            assertThat(storage.archive().rule()).isEqualTo(new ArchiveRule(Duration.ofDays(30), null, 10));
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new StorageMetrics(storage).bindTo(registry);
            for (String meter : List.of("runs", "failures", "messages", "moved", "stored", "orphans")) {
                assertThat(registry.get("chatstore.archive." + meter)
                                .functionCounter()
                                .count())
                        .as(meter)
                        .isZero();
            }
            assertThat(registry.get("chatstore.archive.last").gauge().value()).isNaN();
        }
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            assertThat(storage.statistics().archive()).isNull();
            assertThat(storage.archive().rule().keepsAll()).isTrue();
        }
    }

    @Test
    void aPlaceThatCannotBeIsRefused() {
        assertThatThrownBy(() -> open("s3://bucket/prefix"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("archive.url")
                .hasMessageContaining("dev.chatstore:chatstore-s3");
        assertThatThrownBy(() -> open("folder")).hasMessageContaining("archive.url");
        assertThatThrownBy(() -> open("fil:/x")).hasMessageContaining("did you mean file:");
        assertThatThrownBy(() -> open("file:"))
                .hasMessageContaining("archive.url")
                .hasMessageContaining("folder");
        open("database").close();
    }

    @Test
    void aBackendWithoutSegmentsRefusesEverySettingOfTheArchive() {
        BackendProvider bare = new BackendProvider() {
            @Override
            public List<Setting<?>> settings() {
                return List.of();
            }

            @Override
            public Backend open(BackendContext context) {
                Backend memory = new MemoryBackendProvider().open(context);
                return (Backend) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Backend.class},
                        (self, method, arguments) -> method.getName().equals("segments")
                                ? Optional.empty()
                                : method.invoke(memory, arguments));
            }
        };
        ChatStorageBuilder builder = ChatStorage.builder().url("memory:").backend(bare);
        try (ChatStorage storage = builder.open()) {
            assertThat(Archive.exists(storage)).isFalse();
            assertThatThrownBy(storage::archive).isInstanceOf(InvalidInputException.class);
        }
        assertThatThrownBy(() -> builder.set("archive.after", "30d").open())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("archive.after")
                .hasMessageContaining("SQLite, PostgreSQL, MySQL, MariaDB");
    }

    private static ChatStorage open(String place) {
        return ChatStorage.builder().url("memory:").set("archive.url", place).open();
    }
}
