package dev.chatstore.redis.store;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.count.SessionCount;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.redis.store.form.SessionEntry;
import dev.chatstore.redis.store.form.SessionFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;

/**
 * The lists of sessions by tenant and by owner, which may be on other slots than the sessions.
 *
 * <p>An entry is written before the session that names it. So every existing session is listed. Whether an entry leads to
 * a session, and to whose, is decided by the session. Two entries of one session, of which it names one, are neighbours.
 * Readers and the {@link SessionSweeper} remove the entries of sessions that are gone, once they are older than any write
 * in progress can be. An entry in the list of an owner is removed before its twin in the list of the tenant, by which the
 * sweeper finds it.
 */
final class SessionLists {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLists.class);
    private static final int BATCH = 1_000;

    /** How long a tenant is not added again to the list of tenants, much shorter than the time until it is forgotten. */
    private static final long ADDED_MICROS = Duration.ofMinutes(10).toMillis() * 1_000;

    private static final int MAX_ADDED = 10_000;

    private final Map<String, Long> added = new ConcurrentHashMap<>();
    private final StoreContext store;
    private final SessionListReader reader;

    SessionLists(StoreContext store) {
        this.store = store;
        reader = new SessionListReader(store);
    }

    /** Adds a new entry of a session to the lists of its tenant and of its owner, if it has one: one round trip. */
    SessionEntry add(SessionId id, @Nullable String owner) {
        long now = store.clock().micros(store.keys().of(id));
        String tenant = id.tenant();
        SessionEntry entry = new SessionEntry(id, ListEntry.nonce(now, store.random()), owner == null ? "" : owner);
        List<CommandObject<Long>> commands = new ArrayList<>();
        boolean addsTenant = now - added.getOrDefault(tenant, Long.MIN_VALUE / 2) >= ADDED_MICROS;
        if (addsTenant) {
            commands.add(Commands.zadd(
                    store.keys().sessionTenants(), (double) now, tenant.getBytes(StandardCharsets.UTF_8)));
        }
        commands.add(Commands.zadd(store.keys().sessionsOfTenant(tenant), 0, entry.inTenant()));
        if (owner != null) {
            commands.add(Commands.zadd(store.keys().sessionsOfOwner(tenant, owner), 0, entry.inOwner()));
        }
        store.calls().together(commands);
        if (addsTenant) {
            if (added.size() >= MAX_ADDED) {
                added.clear();
            }
            added.put(tenant, now);
        }
        return entry;
    }

    /** Removes an entry that its session no longer names, if Redis is available; otherwise it remains for a while. */
    void remove(SessionEntry entry) {
        ifAvailable(() -> removeTogether(List.of(entry)));
    }

    /** Removes entries of a tenant's list and their twins, those first: one round trip for each kind. */
    void removeAll(String tenant, List<SessionEntry> entries) {
        store.calls().together(removalsFromOwners(entries));
        if (!entries.isEmpty()) {
            byte[][] members = entries.stream().map(SessionEntry::inTenant).toArray(byte[][]::new);
            store.calls().call(Commands.zrem(store.keys().sessionsOfTenant(tenant), members));
        }
    }

    private void removeTogether(List<SessionEntry> entries) {
        List<CommandObject<Long>> commands = new ArrayList<>(removalsFromOwners(entries));
        entries.forEach(entry -> commands.add(
                Commands.zrem(store.keys().sessionsOfTenant(entry.id().tenant()), entry.inTenant())));
        store.calls().together(commands);
    }

    private List<CommandObject<Long>> removalsFromOwners(List<SessionEntry> entries) {
        return entries.stream()
                .filter(entry -> !entry.owner().isEmpty())
                .map(entry -> Commands.zrem(
                        store.keys().sessionsOfOwner(entry.id().tenant(), entry.owner()), entry.inOwner()))
                .toList();
    }

    /** Throws nothing: the write or the reading before the removal is done. */
    private static void ifAvailable(Runnable removal) {
        try {
            removal.run();
        } catch (ChatStoreException e) {
            LOG.debug("an unused entry of a list remains: {}", e.getMessage());
        } catch (Throwable e) {
            LOG.error(
                    "an unused entry of a list remains after an unexpected error: {}",
                    e.getClass().getName());
        }
    }

    /**
     * Returns the live sessions of a scope. Costs two round trips for each range that it reads: the first one has as many
     * entries as sessions are wanted, and further ones are necessary only if it has entries of sessions that are gone.
     */
    List<StoredSession> list(SessionScope scope, @Nullable SessionId after, int limit) {
        List<StoredSession> found = new ArrayList<>();
        byte[] list = reader.key(scope);
        byte[] from = from(scope, after);
        for (int batch = limit; found.size() < limit; batch = Math.max(batch, Math.min(2 * batch, BATCH))) {
            List<byte[]> members = reader.members(list, from, SessionEntry.to(scope.name()), batch);
            List<SessionListReader.Listed> listed = reader.sessions(scope.tenant(), members);
            long now = store.clock().micros(list);
            SessionId last = null;
            for (SessionListReader.Listed each : listed) {
                if (found.size() < limit
                        && !each.session().id().equals(last)
                        && each.session().isListed(now, scope.owner())) {
                    found.add(each.session().listed(now));
                    last = each.session().id();
                }
            }
            removeGone(scope, listed, members, now);
            if (members.size() < batch) {
                break;
            }
            from = next(members, listed, last);
        }
        return found;
    }

    private static byte[] from(SessionScope scope, @Nullable SessionId after) {
        return after != null && isWithin(scope, after) ? SessionEntry.after(after) : SessionEntry.from(scope.name());
    }

    /** Returns how many of the next sessions of a scope, at least one, have states of no more bytes than a limit. */
    int fitting(SessionScope scope, @Nullable SessionId after, int maximum, long bytes) {
        List<byte[]> members =
                reader.members(reader.key(scope), from(scope, after), SessionEntry.to(scope.name()), maximum);
        List<Long> lengths = store.calls()
                .together(SessionListReader.entries(scope.tenant(), members).stream()
                        .map(entry -> Commands.hstrlen(store.keys().of(entry.id()), SessionFields.state()))
                        .toList());
        int count = 0;
        long left = bytes;
        while (count < lengths.size() && (count == 0 || left >= lengths.get(count))) {
            left -= lengths.get(count++);
        }
        return count == lengths.size() ? maximum : count;
    }

    private static boolean isWithin(SessionScope scope, SessionId after) {
        return scope.name() == null || scope.name().compareTo(after.name()) <= 0;
    }

    /** Returns the bound after a range: after all entries of its last session if that was counted, so it is not again. */
    private static byte[] next(
            List<byte[]> members, List<SessionListReader.Listed> listed, @Nullable SessionId counted) {
        SessionId last = listed.get(listed.size() - 1).entry().id();
        return last.equals(counted) ? SessionEntry.after(last) : SessionEntry.after(members.get(members.size() - 1));
    }

    /** Returns the number of live sessions of a scope. Reads all its entries: two round trips for each 1,000. */
    long count(SessionScope scope) {
        long count = 0;
        SessionId last = null;
        do {
            SessionCount part = count(scope, last, BATCH);
            count += part.sessions();
            last = part.last();
        } while (last != null);
        return count;
    }

    /** Returns the number of live sessions in a part of a scope that has as many entries: two round trips. */
    SessionCount count(SessionScope scope, @Nullable SessionId after, int limit) {
        long count = 0;
        byte[] list = reader.key(scope);
        byte[] from = after == null ? SessionEntry.from(scope.name()) : SessionEntry.after(after);
        List<byte[]> members = reader.members(list, from, SessionEntry.to(scope.name()), limit);
        List<SessionListReader.Listed> listed = reader.flags(scope.tenant(), members);
        long now = store.clock().micros(list);
        SessionId last = null;
        for (SessionListReader.Listed each : listed) {
            // Whether a session counts does not depend on the entry, so that its other entries are passed over.
            if (!each.session().id().equals(last) && each.session().isListed(now, scope.owner())) {
                count++;
            }
            last = each.session().id();
        }
        removeGone(scope, listed, members, now);
        return new SessionCount(count, members.size() < limit ? null : last);
    }

    private void removeGone(SessionScope scope, List<SessionListReader.Listed> listed, List<byte[]> members, long now) {
        long seemsForgotten = now - SessionListReader.OLD_MICROS;
        List<byte[]> candidates = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            if (listed.get(i).session().cannotName(listed.get(i).entry(), seemsForgotten)) {
                candidates.add(members.get(i));
            }
        }
        if (!candidates.isEmpty()) {
            ifAvailable(() -> removeGone(scope, candidates));
        }
    }

    /** Reads the sessions again after the server was asked for its time: this process may have stood still since. */
    private void removeGone(SessionScope scope, List<byte[]> candidates) {
        long forgotten = reader.forgottenMicros(reader.key(scope));
        List<SessionListReader.Listed> listed = reader.flags(scope.tenant(), candidates);
        List<SessionEntry> gone = new ArrayList<>();
        List<byte[]> goneMembers = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            SessionListReader.Listed each = listed.get(i);
            if (each.session().cannotName(each.entry(), forgotten)) {
                gone.add(each.entry());
                goneMembers.add(candidates.get(i));
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        if (scope.owner() == null) {
            removeAll(scope.tenant(), gone);
        } else {
            store.calls().call(Commands.zrem(reader.key(scope), goneMembers.toArray(byte[][]::new)));
        }
    }
}
