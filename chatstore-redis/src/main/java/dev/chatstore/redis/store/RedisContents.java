package dev.chatstore.redis.store;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.CountedRange;
import dev.chatstore.api.spi.HeadCount;
import dev.chatstore.api.spi.MessageCount;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.KeySample;
import dev.chatstore.redis.store.ListReader.Listed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/** Counts Redis: the heads by the lists, the messages by reading them, and everything by a sample. Thread-safe. */
final class RedisContents implements ContentReader {
    /** The keys that are sampled on each node. A family that has a tenth of all keys is met a hundred times. */
    private static final int SAMPLE = 1_000;

    private static final int STEP = 1_000;
    private static final String BEGINNING = "0";
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final StoreContext store;
    private final ListReader lists;
    private final ContentReader reader;

    RedisContents(StoreContext store, ChatStore chats) {
        this.store = store;
        this.lists = new ListReader(store);
        this.reader = ContentReader.reading(chats);
    }

    @Override
    public List<HeadCount> heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        ConversationQuery ofTenant = ConversationQuery.ofTenant(tenant);
        byte[] list = lists.list(owner == null ? ofTenant : ofTenant.withOwner(owner));
        byte[] from =
                after == null ? ListReader.START : ListEntry.before(Micros.of(after.created()), after.conversation());
        List<HeadCount> heads = new ArrayList<>();
        while (true) {
            List<Listed> read = lists.read(tenant, list, from, limit, HeadFields.COUNTED);
            read.stream()
                    .filter(listed -> listed.isNamed(owner))
                    .flatMap(listed -> readable(listed).stream())
                    .limit(limit - heads.size())
                    .forEach(heads::add);
            if (heads.size() == limit || read.size() < limit) {
                return heads;
            }
            from = read.get(read.size() - 1).entry().before();
        }
    }

    /** Returns the numbers of a head, or empty if it cannot be read, as a list does. */
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
    public Iterator<String> tenants() {
        Set<String> tenants = new TreeSet<>(BY_CODE_POINT);
        addTenantsOfConversations(tenants);
        addTenantsOfSessions(tenants);
        return tenants.iterator();
    }

    /** There is no list of these, so all keys are scanned, in bounded steps. */
    private void addTenantsOfConversations(Set<String> tenants) {
        ScanIteration keys = store.calls()
                .call(jedis -> jedis.scanIteration(STEP, store.keys().tenantPattern()));
        while (!keys.isIterationCompleted()) {
            store.calls()
                    .call(jedis -> keys.nextBatch().getResult())
                    .forEach(key -> store.keys().tenantOf(key).ifPresent(tenants::add));
        }
    }

    private void addTenantsOfSessions(Set<String> tenants) {
        ScanParams step = new ScanParams().count(STEP);
        String cursor = BEGINNING;
        do {
            byte[] position = cursor.getBytes(StandardCharsets.UTF_8);
            ScanResult<Tuple> page =
                    store.calls().call(jedis -> jedis.zscan(store.keys().sessionTenants(), position, step));
            page.getResult().forEach(each -> tenants.add(each.getElement()));
            cursor = page.getCursor();
        } while (!cursor.equals(BEGINNING));
    }

    @Override
    public ContentEstimate estimate() {
        List<KeySample> samples = store.calls().call(client -> KeySample.all(client, SAMPLE));
        SampleTotals totals = new SampleTotals(store);
        samples.forEach(totals::add);
        return totals.estimate();
    }
}
