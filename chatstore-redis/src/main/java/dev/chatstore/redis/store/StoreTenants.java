package dev.chatstore.redis.store;

import dev.chatstore.api.spi.StoreScope;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/** Finds the tenants of a store, in bounded steps on the servers. */
final class StoreTenants {
    private static final int STEP = 1_000;
    private static final String BEGINNING = "0";

    private StoreTenants() {}

    /** Returns the tenants of a scope that may have conversations. Without a tenant, it scans the keys of all nodes. */
    static Iterator<String> ofConversations(StoreContext store, StoreScope scope) {
        if (scope.tenant() != null) {
            return List.of(scope.tenant()).iterator();
        }
        Set<String> tenants = new TreeSet<>();
        ScanIteration keys = store.calls()
                .call(jedis -> jedis.scanIteration(STEP, store.keys().tenantPattern()));
        while (!keys.isIterationCompleted()) {
            store.calls()
                    .call(jedis -> keys.nextBatch().getResult())
                    .forEach(key -> store.keys().tenantOf(key).ifPresent(tenants::add));
        }
        return tenants.iterator();
    }

    /** Returns the tenants of a scope that may have sessions. */
    static Iterator<String> ofSessions(StoreContext store, StoreScope scope) {
        if (scope.tenant() != null) {
            return List.of(scope.tenant()).iterator();
        }
        Set<String> tenants = new TreeSet<>();
        ScanParams step = new ScanParams().count(STEP);
        String cursor = BEGINNING;
        do {
            byte[] position = cursor.getBytes(StandardCharsets.UTF_8);
            ScanResult<Tuple> page =
                    store.calls().call(jedis -> jedis.zscan(store.keys().sessionTenants(), position, step));
            page.getResult().forEach(each -> tenants.add(each.getElement()));
            cursor = page.getCursor();
        } while (!cursor.equals(BEGINNING));
        return tenants.iterator();
    }
}
