package dev.chatstore.redis.store;

import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.KeySample;
import dev.chatstore.redis.store.ListReader.Listed;
import dev.chatstore.redis.store.form.HeadFields;
import dev.chatstore.redis.store.form.ListEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts Redis: the heads and sessions by the lists, the messages by reading them, everything by a sample. Thread-safe. */
final class RedisContents implements ContentReader {
    /** The keys that are sampled on each primary. A family that has a tenth of all keys is met a hundred times. */
    private static final int SAMPLE = 1_000;

    private final StoreContext store;
    private final SessionLists sessions;
    private final ListReader lists;
    private final ContentReader reader;

    /**
     * Creates the reader of a store.
     *
     * @param reader counts messages
     */
    RedisContents(StoreContext store, SessionLists sessions, ContentReader reader) {
        this.store = store;
        this.sessions = sessions;
        this.lists = new ListReader(store);
        this.reader = reader;
    }

    @Override
    public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        ConversationQuery ofTenant = ConversationQuery.ofTenant(tenant);
        byte[] list = lists.list(owner == null ? ofTenant : ofTenant.withOwner(owner));
        byte[] from =
                after == null ? ListReader.START : ListEntry.before(Micros.of(after.created()), after.conversation());
        List<HeadCount> heads = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        while (true) {
            List<Listed> read = lists.read(tenant, list, from, limit, HeadFields.COUNTED);
            for (Listed listed : read) {
                if (heads.size() < limit && listed.isNamed(owner)) {
                    readable(listed)
                            .ifPresentOrElse(
                                    heads::add,
                                    () -> unreadable.add(listed.entry().value()));
                }
            }
            if (heads.size() == limit || read.size() < limit) {
                return new HeadPage(heads, unreadable);
            }
            from = read.get(read.size() - 1).entry().before();
        }
    }

    /** Returns the numbers of a head, or empty if it cannot be read. */
    private static Optional<HeadCount> readable(Listed listed) {
        try {
            return Optional.of(listed.head().count(listed.entry().value()));
        } catch (CorruptDataException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
        return reader.messages(tenant, ranges);
    }

    @Override
    public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
        return sessions.count(new SessionScope(tenant, null, owner), after, limit);
    }

    @Override
    public Iterator<String> tenants(ReadGate gate) {
        return StoreTenants.all(store, gate);
    }

    @Override
    public ContentEstimate estimate() {
        Optional<List<KeySample>> samples = store.calls().call(client -> KeySample.all(client, SAMPLE));
        if (samples.isEmpty()) {
            return ContentEstimate.UNKNOWN;
        }
        SampleTotals totals = new SampleTotals(store);
        samples.get().forEach(totals::add);
        return totals.estimate();
    }
}
