package dev.chatstore.redis.store;

import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.SessionEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/**
 * Removes the entries of sessions that are gone from the lists, tenant by tenant, and the tenants that have no entries
 * left. Goes on where the last call ended, and begins again when it has passed all tenants. Several processes may sweep
 * at the same time. Thread-safe.
 */
final class SessionSweeper {
    private static final int BATCH = 500;

    /** The entries read in one call for each one that the call may remove. */
    private static final int READ_PER_REMOVED = 10;

    private static final String BEGINNING = "0";
    private static final ScanParams TENANTS = new ScanParams().count(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> tenants = new ArrayDeque<>();
    private final StoreContext store;
    private final SessionLists lists;
    private final SessionListReader reader;
    private String cursor = BEGINNING;
    private boolean underWay;
    private @Nullable String tenant;
    private byte[] from = SessionEntry.first();
    private boolean foundEntries;

    SessionSweeper(StoreContext store, SessionLists lists) {
        this.store = store;
        this.lists = lists;
        reader = new SessionListReader(store);
    }

    /**
     * Removes up to a number of entries, and returns how many it removed: fewer only at the end of all lists, after ten
     * times as many entries as it may remove, or while another thread sweeps.
     */
    int sweep(int limit) {
        if (!lock.tryLock()) {
            return 0;
        }
        try {
            int removed = 0;
            for (long left = (long) limit * READ_PER_REMOVED; removed < limit && left > 0; ) {
                String current = tenant();
                if (current == null) {
                    break;
                }
                int batch = (int) Math.min(BATCH, left);
                List<byte[]> members =
                        reader.members(store.keys().sessionsOfTenant(current), from, SessionEntry.last(), batch);
                removed += sweep(current, members, limit - removed, batch);
                left -= Math.max(1, members.size());
            }
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the tenant to go on with, or null at the end of a pass. */
    private @Nullable String tenant() {
        while (tenant == null) {
            if (!tenants.isEmpty()) {
                tenant = tenants.remove();
                from = SessionEntry.first();
                foundEntries = false;
            } else if (underWay && cursor.equals(BEGINNING)) {
                underWay = false;
                return null;
            } else {
                byte[] position = cursor.getBytes(StandardCharsets.UTF_8);
                ScanResult<Tuple> page =
                        store.calls().call(jedis -> jedis.zscan(store.keys().sessionTenants(), position, TENANTS));
                page.getResult().forEach(each -> tenants.add(each.getElement()));
                cursor = page.getCursor();
                underWay = true;
            }
        }
        return tenant;
    }

    /** Removes entries of a range whose sessions are gone, and moves on behind the last one removed or kept. */
    private int sweep(String current, List<byte[]> members, int limit, int wanted) {
        if (members.isEmpty()) {
            if (!foundEntries) {
                forget(current);
            }
            tenant = null;
            return 0;
        }
        foundEntries = true;
        // Before the sessions are read: this process may stand still in between.
        long forgotten = reader.forgottenMicros(store.keys().sessionsOfTenant(current));
        List<SessionListReader.Listed> listed = reader.flags(current, members);
        List<SessionEntry> gone = new ArrayList<>();
        int read = 0;
        while (read < listed.size() && gone.size() < limit) {
            SessionListReader.Listed each = listed.get(read++);
            if (each.session().cannotName(each.entry(), forgotten)) {
                gone.add(each.entry());
            }
        }
        lists.removeAll(current, gone);
        from = SessionEntry.after(members.get(read - 1));
        if (read == listed.size() && members.size() < wanted) {
            tenant = null;
        }
        return gone.size();
    }

    private void forget(String empty) {
        ScriptCall call = StoreScript.SESSION_FORGET_TENANT
                .on(List.of(store.keys().sessionTenants()))
                .with(empty)
                .with(reader.forgottenMicros(store.keys().sessionTenants()))
                .call();
        Reply.of(store.calls().run(call));
    }
}
