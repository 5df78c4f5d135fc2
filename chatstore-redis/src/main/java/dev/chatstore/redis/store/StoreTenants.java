package dev.chatstore.redis.store;

import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.redis.client.KeyScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/**
 * The tenants of a store in the order of their code points. The first step finds all of them, in bounded reads of the servers.
 * For one thread.
 */
final class StoreTenants implements Iterator<String> {
    private static final int STEP = 1_000;
    private static final String BEGINNING = "0";
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Consumer<Set<String>> search;
    private @Nullable Iterator<String> found;

    private StoreTenants(Consumer<Set<String>> search) {
        this.search = search;
    }

    /** Returns the tenants that may have conversations or sessions. It scans the keys of all nodes. */
    static Iterator<String> all(StoreContext store, ReadGate gate) {
        return new StoreTenants(tenants -> {
            addOfConversations(tenants, store, gate);
            addOfSessions(tenants, store, gate);
        });
    }

    /** Returns the tenants of a scope that may have conversations. Without a tenant, it scans the keys of all nodes. */
    static Iterator<String> ofConversations(StoreContext store, StoreScope scope) {
        return scope.tenant() == null
                ? new StoreTenants(tenants -> addOfConversations(tenants, store, ReadGate.OPEN))
                : List.of(scope.tenant()).iterator();
    }

    /** Returns the tenants of a scope that may have sessions. */
    static Iterator<String> ofSessions(StoreContext store, StoreScope scope) {
        return scope.tenant() == null
                ? new StoreTenants(tenants -> addOfSessions(tenants, store, ReadGate.OPEN))
                : List.of(scope.tenant()).iterator();
    }

    @Override
    public boolean hasNext() {
        return found().hasNext();
    }

    @Override
    public String next() {
        return found().next();
    }

    private Iterator<String> found() {
        Iterator<String> known = found;
        if (known == null) {
            Set<String> tenants = new TreeSet<>(BY_CODE_POINT);
            search.accept(tenants);
            known = tenants.iterator();
            found = known;
        }
        return known;
    }

    /** There is no list of these. */
    private static void addOfConversations(Set<String> tenants, StoreContext store, ReadGate gate) {
        KeyScan scan = gate.pass(() ->
                store.calls().call(client -> KeyScan.of(client, store.keys().tenantPattern(), STEP)));
        while (!scan.isComplete()) {
            gate.pass(() -> store.calls().call(client -> scan.next(client)))
                    .forEach(key -> store.keys().tenantOf(key).ifPresent(tenants::add));
        }
    }

    private static void addOfSessions(Set<String> tenants, StoreContext store, ReadGate gate) {
        ScanParams step = new ScanParams().count(STEP);
        String cursor = BEGINNING;
        do {
            byte[] position = cursor.getBytes(StandardCharsets.UTF_8);
            ScanResult<Tuple> page = gate.pass(
                    () -> store.calls().call(jedis -> jedis.zscan(store.keys().sessionTenants(), position, step)));
            page.getResult().forEach(each -> tenants.add(each.getElement()));
            cursor = page.getCursor();
        } while (!cursor.equals(BEGINNING));
    }
}
