package dev.chatstore.sqlite;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.archive.ArchivedBackend;
import dev.chatstore.core.archive.SegmentCodec;
import dev.chatstore.core.archive.SegmentPlaces;
import dev.chatstore.core.archive.ZstdCompression;
import dev.chatstore.testkit.chat.ChatStoreContract;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.segment.ArchivingBackend;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** All messages but the newest of each conversation are in segments of 1 to 3 messages. In memory, since that makes a commit for nearly each message. */
final class ArchivedSqliteChatStoreIT extends ChatStoreContract {
    private static final int LARGEST = 3;

    private final DataSourceProbes probes = new DataSourceProbes();

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("sqlite::memory:")
                .backend(new Archiving(new SqliteBackendProvider(probes)))
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .open();
    }

    @Override
    protected void loseNextReply() {
        probes.loseNextReply();
    }

    @Override
    protected int interrupts() {
        return 1_000;
    }

    private record Archiving(BackendProvider provider) implements BackendProvider {
        @Override
        public List<Setting<?>> settings() {
            return provider.settings();
        }

        @Override
        public Backend open(BackendContext context) {
            Backend durable = provider.open(context);
            ArchivedBackend archived = (ArchivedBackend) ArchivedBackend.around(
                    durable, SegmentPlaces.none(), new SegmentCodec(new ZstdCompression(1)), new SplittableRandom(1));
            AtomicInteger turn = new AtomicInteger();
            return ArchivingBackend.of(durable, durable, (head, first, last) -> {
                int messages = 1 + turn.getAndIncrement() % LARGEST;
                Segment segment = archived.moving(null, messages).move(head, first, last);
                return segment == null ? 0 : segment.last();
            });
        }
    }
}
