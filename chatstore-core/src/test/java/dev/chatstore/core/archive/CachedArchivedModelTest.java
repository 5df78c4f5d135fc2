package dev.chatstore.core.archive;

import dev.chatstore.api.Storage;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** With a small cache in front, whose windows go on in segments. */
final class CachedArchivedModelTest extends ArchivedModelTest {
    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        Map<String, String> cached = new HashMap<>(settings);
        cached.putAll(Map.of("cache.bytes", "1MiB", "cache.session-bytes", "1MiB", "cache.messages", "3"));
        return super.open(clock, cached);
    }
}
