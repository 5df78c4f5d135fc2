package dev.chatstore.core.archive;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.testkit.Proxies;
import dev.chatstore.testkit.segment.ArchivingBackend;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Storages in memory whose messages are archived after each write, into segments of 1 to 3 messages. */
final class ArchivedStores {
    static final SegmentCodec CODEC = new SegmentCodec(new ZstdCompression(1));
    static final int LARGEST = 3;

    private ArchivedStores() {}

    /** Returns the layer around a durable backend. */
    static ArchivedBackend around(Backend durable, @Nullable SegmentPlace place) {
        SegmentPlaces places = place == null ? SegmentPlaces.none() : SegmentPlaces.of(List.of(place));
        RandomGenerator random = new SplittableRandom(7);
        return (ArchivedBackend) ArchivedBackend.around(durable, places, CODEC, random);
    }

    /** Opens a storage whose segments are in the store itself, below the layer that every storage has. */
    static ChatStorage inStore(InstantSource clock, Map<String, String> settings) {
        return open(
                clock, settings, durable -> ArchivingBackend.of(durable, durable, mover(around(durable, null), null)));
    }

    /** Opens a storage whose segments are in a place. */
    static ChatStorage inPlace(SegmentPlace place, InstantSource clock, Map<String, String> settings) {
        return open(clock, settings, durable -> {
            ArchivedBackend archived = around(durable, place);
            return withoutSegments(ArchivingBackend.of(archived, durable, mover(archived, place)));
        });
    }

    /** Hides the index, so that a storage puts no second layer around. */
    static Backend withoutSegments(Backend archived) {
        return Proxies.create(
                Backend.class,
                (proxy, method, arguments) -> method.getName().equals("segments")
                        ? Optional.empty()
                        : Proxies.call(archived, method, arguments));
    }

    private static ArchivingBackend.Mover mover(ArchivedBackend archived, @Nullable SegmentPlace place) {
        AtomicInteger turn = new AtomicInteger();
        return (Conversation head, long first, long last) -> {
            Segment segment =
                    archived.moving(place, 1 + turn.getAndIncrement() % LARGEST).move(head, first, last);
            return segment == null ? 0 : segment.last();
        };
    }

    /** Opens a storage on a store in memory with something around it. */
    static ChatStorage open(InstantSource clock, Map<String, String> settings, UnaryOperator<Backend> around) {
        return ChatStorage.builder()
                .url("memory:")
                .backend(new Provider(around))
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .open();
    }

    private record Provider(UnaryOperator<Backend> around) implements BackendProvider {
        @Override
        public List<Setting<?>> settings() {
            return new MemoryBackendProvider().settings();
        }

        @Override
        public Backend open(BackendContext context) {
            return around.apply(new MemoryBackendProvider().open(context));
        }
    }
}
