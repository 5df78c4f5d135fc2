package dev.chatstore.bench;

import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Aim.Kind;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.bench.store.Database;
import dev.chatstore.bench.store.StartMode;
import dev.chatstore.bench.store.StartTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The start of a program on an existing database. */
final class StartSection implements Section {
    private final Map<Backend, Database> databases = new EnumMap<>(Backend.class);
    private final List<Step> steps = new ArrayList<>();
    private final List<Backend> backends = new ArrayList<>();
    private final Options options;
    private final Resources resources = new Resources();

    StartSection(Options options) {
        this.options = options;
        add(Backend.SQLITE, 850);
        add(Backend.POSTGRES, 900);
    }

    private void add(Backend backend, double millis) {
        backends.add(backend);
        add(backend, StartMode.PLAIN, millis);
        add(backend, StartMode.ARCHIVE, null);
        add(backend, StartMode.ARCHIVE_AND_QUICK_COMPILER, 400.0);
    }

    private void add(Backend backend, StartMode mode, @Nullable Double millis) {
        String path = "start to first receipt, " + backend + mode;
        List<Aim> aims = List.of(new Aim(Kind.MILLIS, millis));
        steps.add(Step.taking(Duration.ofSeconds(options.starts() + 2L), path, aims, plan -> {
            Database database = Objects.requireNonNull(databases.get(backend));
            try (StartTimes times = new StartTimes(backend)) {
                return ProcessSection.single(
                        path, aims, "start", times.measure(database.url(), options.starts(), mode));
            }
        }));
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public List<Backend> backends() {
        return backends;
    }

    @Override
    public Duration opening() {
        return Duration.ofSeconds(4);
    }

    @Override
    public void open(List<Step> selected) throws Exception {
        for (Backend backend : backends()) {
            if (selected.stream().anyMatch(step -> step.path().contains(backend.toString()))) {
                databases.put(backend, resources.add(backend.open()));
            }
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
