package dev.chatstore.core.archive;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A durable backend whose messages are shown wherever they are. It is there also if no archive is configured, since another
 * process may have moved messages.
 */
public final class ArchivedBackend implements Backend {
    /** The maximum size of the segments that stay in memory for a minute after their last use, in bytes of the heap. */
    public static final long CACHE_BYTES = 32 << 20;

    private final Backend durable;
    private final SegmentStore index;
    private final SegmentContents contents;
    private final SegmentWriter writer;
    private final ArchivedChatStore chats;
    private final ConversationLoader loader;
    private final SegmentReads reads;
    private final SegmentReturn back;

    private ArchivedBackend(
            Backend durable, SegmentStore index, SegmentPlaces places, SegmentCodec codec, RandomGenerator random) {
        this.durable = durable;
        this.index = index;
        this.contents = new SegmentContents(places, codec, CACHE_BYTES);
        this.writer = new SegmentWriter(codec, random, contents, System::nanoTime);
        this.reads = new SegmentReads(durable.chats(), index, contents);
        this.back = new SegmentReturn(index, reads, contents);
        OutsideContents outside = new OutsideContents(index, contents);
        this.chats = new ArchivedChatStore(reads, back, outside);
        this.loader = new ArchivedLoader(durable.loader(), outside);
    }

    /**
     * Returns a backend that shows messages wherever they are: the durable one itself if it has no segments.
     *
     * @param places the places of segments; closed with the backend
     * @param random the source of randomness, safe for use by several threads
     */
    public static Backend around(Backend durable, SegmentPlaces places, SegmentCodec codec, RandomGenerator random) {
        SegmentStore index = durable.segments().orElse(null);
        return index == null ? durable : new ArchivedBackend(durable, index, places, codec, random);
    }

    /**
     * Returns what moves the messages of this backend.
     *
     * @param place the place for the contents of new segments, or null for the store itself
     * @param maxMessages the maximum number of messages of a new segment, 1 to {@value SegmentStore#MESSAGES_PER_SEGMENT}
     */
    public Segments moving(@Nullable SegmentPlace place, int maxMessages) {
        return moving(place, new SegmentLimits(maxMessages, SegmentLimits.DEFAULT.bytes()));
    }

    /**
     * Returns what moves the messages of this backend.
     *
     * @param place the place for the contents of new segments, or null for the store itself
     */
    public Segments moving(@Nullable SegmentPlace place, SegmentLimits limits) {
        return new Segments(durable.chats(), index, contents, writer, place, limits);
    }

    @Override
    public ChatStore chats() {
        return chats;
    }

    @Override
    public SessionBackend sessions() {
        return durable.sessions();
    }

    @Override
    public ConversationLoader loader() {
        return loader;
    }

    @Override
    public OldMessages oldMessages() {
        return new ArchivedTrim(durable.oldMessages(), index, reads, back, contents, writer);
    }

    @Override
    public MessageErasure messageErasure() {
        return new ArchivedErasure(durable.messageErasure(), chats);
    }

    @Override
    public Optional<SegmentStore> segments() {
        return Optional.of(index);
    }

    @Override
    public ContentReader contents() {
        return new ArchivedContents(durable.contents(), ContentReader.reading(chats, durable.sessions()));
    }

    @Override
    public StoreSnapshot snapshot(StoreScope scope) {
        return new ArchivedSnapshot(scope, durable::snapshot, index, contents);
    }

    @Override
    public void copyTo(Path target) {
        durable.copyTo(target);
    }

    @Override
    public String identity() {
        return durable.identity();
    }

    @Override
    public Optional<String> findIdentity() {
        return durable.findIdentity();
    }

    @Override
    public int purge(int limit) {
        return durable.purge(limit);
    }

    @Override
    public boolean sanitize() {
        return durable.sanitize();
    }

    @Override
    public List<PoolUse> pools() {
        return durable.pools();
    }

    /** Closes the durable backend and the places. */
    @Override
    public void close() {
        try {
            durable.close();
        } finally {
            contents.places().close();
        }
    }
}
