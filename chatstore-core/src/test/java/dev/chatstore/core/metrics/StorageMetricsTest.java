package dev.chatstore.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Polling;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageMetricsTest {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final Pattern METER = Pattern.compile("chatstore_[a-z_]+");

    private final ChatStorage storage = ChatStorage.builder()
            .url("memory:")
            .set("cache.bytes", "1MiB")
            .set("metrics.contents-interval", "1d")
            .set("retention.interval", "1d")
            .open();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void bind() {
        new StorageMetrics(storage).bindTo(registry);
    }

    @AfterEach
    void close() {
        registry.close();
        storage.close();
    }

    @Test
    void aReadThatTheCacheAnswersIsAHitAndAnotherAMiss() {
        storage.chats().recent(ID, 5);
        storage.chats().append(ID, NewMessage.user("hello"));
        storage.chats().recent(ID, 5);
        storage.caches().evict(ID);
        storage.chats().recent(ID, 5);
        storage.chats().recent(ID, 5);
        assertThat(gets("miss")).isEqualTo(2);
        assertThat(gets("hit")).isEqualTo(2);
        assertThat(registry.get("chatstore.cache.entries")
                        .tag("tier", "process")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("chatstore.cache.size")
                        .tag("tier", "process")
                        .gauge()
                        .value())
                .isPositive();
        assertThat(registry.get("chatstore.cache.loads").functionTimer().count())
                .isEqualTo(1);
    }

    private double gets(String result) {
        return registry.get("chatstore.cache.gets")
                .tag("tier", "process")
                .tag("result", result)
                .functionCounter()
                .count();
    }

    @Test
    void theContentsAreMetersIfTheyAreAskedFor() {
        assertThat(Polling.until(Duration.ofMinutes(1), () -> contents("messages") == 0))
                .isTrue();
        assertThat(contents("conversations")).isZero();
        assertThat(contents("sessions")).isZero();
        assertThat(contents("size")).isNaN();
        storage.chats().append(ID, NewMessage.user("hello"));
        assertThat(contents("messages")).as("the estimate of the opening").isZero();
        try (ChatStorage plain = ChatStorage.open("memory:")) {
            SimpleMeterRegistry others = new SimpleMeterRegistry();
            new StorageMetrics(plain).bindTo(others);
            assertThat(plain.statistics().contents()).isNull();
            assertThat(others.getMeters())
                    .isNotEmpty()
                    .noneMatch(meter -> meter.getId().getName().startsWith("chatstore.contents."));
        }
    }

    private double contents(String name) {
        return registry.get("chatstore.contents." + name).gauge().value();
    }

    @Test
    void theRunsOfRetentionAreMetersIfTheyAreAskedFor() {
        assertThat(registry.get("chatstore.retention.runs").functionCounter().count())
                .isZero();
        assertThat(registry.get("chatstore.retention.last").gauge().value())
                .as("before the first run")
                .isNaN();
    }

    @Test
    void noTagNamesWhatUsersWrote() {
        storage.chats().append(ID, NewMessage.user("hello"));
        assertThat(registry.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getName()).startsWith("chatstore.");
            assertThat(meter.getId().getTags()).extracting("key").isSubsetOf("tier", "result", "pool");
            assertThat(meter.getId().getDescription()).isNotBlank();
        });
    }

    @Test
    void everyMeterIsInTheOperatorsGuide() throws IOException {
        String guide = Files.readString(root().resolve("docs/operations.md"));
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
    }

    @Test
    void theDashboardShowsExistingMeters() throws IOException {
        String dashboard = Files.readString(root().resolve("docs/grafana-dashboard.json"));
        Set<String> shown = METER.matcher(dashboard)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceAll("_(total|seconds|bytes|count|sum)+", ""))
                .map(name -> name.replaceAll("_(seconds)", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getName().replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        known.add("chatstore_connections_active");
        known.add("chatstore_connections_max");
        known.add("chatstore_connections_pending");
        assertThat(shown).isNotEmpty().isSubsetOf(known);
    }

    /** Returns the folder of the whole project. */
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
