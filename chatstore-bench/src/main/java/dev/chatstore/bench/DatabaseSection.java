package dev.chatstore.bench;

import dev.chatstore.bench.store.Backend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The store on one database, and raw operations on the same server. */
final class DatabaseSection implements Section {
    private final Backend backend;
    private final Map<String, String> settings;
    private final List<Step> steps;
    private @Nullable StoreUnderTest store;

    DatabaseSection(Backend backend, Options options) {
        this.backend = backend;
        settings = options.store();
        steps = new DatabaseSteps(backend, options, this::store).all();
    }

    private StoreUnderTest store() {
        if (store == null) {
            throw new IllegalStateException(backend + " is not open");
        }
        return store;
    }

    @Override
    public String name() {
        return backend.toString();
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public List<Backend> backends() {
        return List.of(backend);
    }

    @Override
    public Duration opening() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void open(List<Step> selected) throws Exception {
        store = StoreUnderTest.open(backend, settings, selected);
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
