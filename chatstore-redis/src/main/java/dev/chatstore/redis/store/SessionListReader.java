package dev.chatstore.redis.store;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.store.form.SessionEntry;
import dev.chatstore.redis.store.form.SessionFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.params.ZRangeParams;

/** Reads ranges of the lists of sessions, and the sessions that their entries name. */
final class SessionListReader {
    /** How long a write may be in progress. */
    static final long OLD_MICROS = Backend.REMEMBERED.toMillis() * 1_000;

    private static final byte[][] FLAGS = SessionFields.FLAGS.stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    private final StoreContext store;

    SessionListReader(StoreContext store) {
        this.store = store;
    }

    /** An entry and the fields of its session. */
    record Listed(SessionEntry entry, SessionFields session) {}

    /** Returns the key of the list of a scope. */
    byte[] key(SessionScope scope) {
        return scope.owner() == null
                ? store.keys().sessionsOfTenant(scope.tenant())
                : store.keys().sessionsOfOwner(scope.tenant(), scope.owner());
    }

    /**
     * Returns the time at or before which a write began that is no longer in progress, in microseconds, for a round trip.
     *
     * @param key a key of the node to ask
     */
    long forgottenMicros(byte[] key) {
        return store.clock().askMicros(key) - OLD_MICROS;
    }

    /** Returns the next entries of a list between two bounds. */
    List<byte[]> members(byte[] list, byte[] from, byte[] to, int limit) {
        ZRangeParams range = ZRangeParams.zrangeByLexParams(from, to).limit(0, limit);
        List<byte[]> members = store.calls().call(Commands.zrange(list, range));
        if (!members.stream().allMatch(SessionEntry::isEntry)) {
            throw Reply.foreign(list);
        }
        return members;
    }

    /** Returns entries with the fields of their sessions that decide whether these are live. */
    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    List<Listed> flags(String tenant, List<byte[]> members) {
        List<SessionEntry> entries = entries(tenant, members);
        List<List<byte[]>> flags = store.calls()
                .together(entries.stream()
                        .map(entry -> Commands.hmget(store.keys().of(entry.id()), FLAGS))
                        .toList());
        List<Listed> listed = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            SessionEntry entry = entries.get(i);
            listed.add(new Listed(entry, SessionFields.ofFlags(entry.id(), flags.get(i))));
        }
        return listed;
    }

    /** Returns entries with all fields of their sessions. */
    List<Listed> sessions(String tenant, List<byte[]> members) {
        List<SessionEntry> entries = entries(tenant, members);
        List<Map<byte[], byte[]>> hashes = store.calls()
                .together(entries.stream()
                        .map(entry -> Commands.hgetAll(store.keys().of(entry.id())))
                        .toList());
        List<Listed> listed = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            SessionEntry entry = entries.get(i);
            listed.add(new Listed(entry, SessionFields.of(entry.id(), hashes.get(i))));
        }
        return listed;
    }

    /** Returns what entries of a tenant name. */
    static List<SessionEntry> entries(String tenant, List<byte[]> members) {
        return members.stream().map(member -> SessionEntry.of(tenant, member)).toList();
    }
}
