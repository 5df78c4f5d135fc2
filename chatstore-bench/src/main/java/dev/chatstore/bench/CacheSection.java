package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Aim.Kind;
import dev.chatstore.bench.measure.Comparison;
import dev.chatstore.bench.measure.PlotPoint;
import dev.chatstore.bench.measure.Side;
import dev.chatstore.bench.report.Plot;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.bench.store.Database;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store on PostgreSQL with and without caches, and the shared cache alone. The store with caches and the one without have
 * conversations of their own: writes that bypass the caches would make them stale.
 */
final class CacheSection implements Section {
    private static final int SHARED = 32;
    private static final int LIMIT = 50;

    private final ConversationSet cached = ConversationSet.random("cached", 100, 1_000);
    private final ConversationSet hot = ConversationSet.random("hot", 100, 100);
    private final ConversationSet plain = ConversationSet.random("plain", 100, 1_000);
    private final List<NewMessage> messages = SampleMessages.ofLength(200, 256);
    private final List<Step> steps = new ArrayList<>();
    private final Resources resources = new Resources();
    private @Nullable Database database;
    private @Nullable TestRedis redis;
    private @Nullable ChatStorage both;
    private @Nullable ChatStorage none;

    CacheSection() {
        append(SHARED, Aim.rateAtLeast(0.85));
        append(1, Aim.timeWithin(1.25));
        localRead();
        sharedRead(20, 1, Aim.timeWithin(1.1), List.of());
        sharedRead(LIMIT, 1, Aim.timeWithin(1.1), List.of(tier("L2 (Redis)")));
        sharedRead(LIMIT, 8, Aim.timeWithin(1.1), List.of());
    }

    private void append(int callers, Aim aim) {
        String path = "L1+L2 append, " + (callers == 1 ? "1 caller" : callers + " callers");
        add(path, List.of(aim), List.of(), List.of(cached, plain), plan -> {
            ChatStorage with = Objects.requireNonNull(both);
            ChatStorage without = Objects.requireNonNull(none);
            List<Side> sides = List.of(
                    new Side("with caches", () -> with.chats().append(cached.nextId(), SampleMessages.any(messages))),
                    new Side(
                            "without caches",
                            () -> without.chats().append(plain.nextId(), SampleMessages.any(messages))));
            return new Comparison(path, callers, sides, List.of(aim), processes()).measure(plan);
        });
    }

    private void localRead() {
        String path = "L1 recent(" + LIMIT + "), 1 caller, over PostgreSQL";
        List<Aim> aims = List.of(Aim.none(Kind.TIME));
        add(path, aims, List.of(tier("L1 (process)")), List.of(hot), plan -> {
            ChatStorage with = Objects.requireNonNull(both);
            ChatStorage without = Objects.requireNonNull(none);
            List<Side> sides = List.of(
                    new Side("with caches", () -> with.chats().recent(hot.nextId(), LIMIT)),
                    new Side("without caches", () -> without.chats().recent(hot.nextId(), LIMIT)));
            return new Comparison(path, 1, sides, aims, processes()).measure(plan);
        });
    }

    private void sharedRead(int limit, int callers, Aim aim, List<PlotPoint> points) {
        String path = "L2 recent(%d), %s".formatted(limit, callers == 1 ? "1 caller" : callers + " callers");
        add(path, List.of(aim), points, List.of(), plan -> {
            try (SharedWindows windows = SharedWindows.open(Objects.requireNonNull(redis), limit)) {
                List<Side> sides = List.of(
                        new Side("store in memory", windows::recent), new Side("GET of the same bytes", windows::get));
                return new Comparison(path, callers, sides, List.of(aim), processes()).measure(plan);
            }
        });
    }

    private void add(
            String path, List<Aim> aims, List<PlotPoint> points, List<ConversationSet> inStore, Step.Action action) {
        steps.add(new Step(path, aims, points, plan -> plan.duration(2), inStore, List.of(), action));
    }

    private static PlotPoint tier(String name) {
        return new PlotPoint(Plot.TIERS.id(), name, 0);
    }

    private List<Long> processes() {
        return Stream.concat(
                        Objects.requireNonNull(database).processes().stream(),
                        Stream.of(Objects.requireNonNull(redis).pid()))
                .toList();
    }

    @Override
    public String name() {
        return "caches";
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public List<Backend> backends() {
        return List.of(Backend.POSTGRES);
    }

    @Override
    public boolean needsRedis() {
        return true;
    }

    @Override
    public Duration opening() {
        return Duration.ofSeconds(8);
    }

    @Override
    public void open(List<Step> selected) throws Exception {
        Database opened = resources.add(Backend.POSTGRES.open());
        database = opened;
        opened.fill(Step.conversations(selected, Step::inStore), List.of());
        TestRedis server = resources.add(RedisServers.start("--appendonly", "no"));
        redis = server;
        ChatStorageBuilder builder = ChatStorage.builder()
                .url(opened.url())
                .set("cache.url", server.url())
                .set("cache.bytes", "64MiB")
                .set("cache.session-bytes", "16MiB");
        both = resources.add(builder.open());
        none = resources.add(ChatStorage.open(opened.url()));
        for (ConversationId id : cached.ids()) {
            both.chats().recent(id, LIMIT);
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
