package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.Page;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.Cursor;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.codec.Micros;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.CommandObjects;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.params.ZRangeParams;

/**
 * The lists of conversations by tenant and by owner, which may lie on other slots than the conversations.
 *
 * <p>An entry is written before the head that names it, and removed after. So every conversation that is there is listed,
 * and an entry that no head names is passed over: one that was left by a process that died, or whose conversation is about
 * to be made. Those older than any write can be under way are removed on the way.
 */
final class ConversationLists {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationLists.class);
    private static final byte[] LAST = "+".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FIRST = "-".getBytes(StandardCharsets.UTF_8);
    private static final CommandObjects COMMANDS = new CommandObjects(RedisProtocol.RESP3);
    private static final long OLD_MICROS = Backend.REMEMBERED.toMillis() * 1_000;

    private final RedisCalls calls;
    private final Keys keys;
    private final RandomGenerator random;

    ConversationLists(RedisCalls calls, Keys keys, RandomGenerator random) {
        this.calls = calls;
        this.keys = keys;
        this.random = random;
    }

    /** Returns an entry of a conversation that no other is equal to. */
    ListEntry entry(ConversationId id, long createdMicros, long nowMicros) {
        return new ListEntry(createdMicros, id.value(), ListEntry.nonce(nowMicros, random));
    }

    /** Puts conversations into the list of their tenant. */
    void addAll(Map<ConversationId, ListEntry> entries) {
        List<CommandObject<Long>> commands = new ArrayList<>();
        entries.forEach((id, entry) -> commands.add(COMMANDS.zadd(keys.tenant(id.tenant()), 0, entry.bytes())));
        calls.together(commands);
    }

    /** Takes entries that no head names out; what cannot be taken out now is passed over by readers. */
    void removeAll(Map<ConversationId, ListEntry> entries) {
        List<CommandObject<Long>> commands = new ArrayList<>();
        entries.forEach((id, entry) -> commands.add(COMMANDS.zrem(keys.tenant(id.tenant()), entry.bytes())));
        tolerantly(() -> calls.together(commands));
    }

    private static void tolerantly(Runnable removal) {
        try {
            removal.run();
        } catch (UnavailableException e) {
            LOG.debug("an entry of a list that nobody needs was left: {}", e.getMessage());
        }
    }

    void addToOwner(ConversationId id, String owner, ListEntry entry) {
        byte[] list = keys.owner(id.tenant(), owner);
        calls.call(jedis -> jedis.zadd(list, 0, entry.bytes()));
    }

    void removeFromOwner(ConversationId id, String owner, ListEntry entry) {
        byte[] list = keys.owner(id.tenant(), owner);
        tolerantly(() -> calls.call(jedis -> jedis.zrem(list, entry.bytes())));
    }

    Page<Conversation> page(ConversationQuery query, long nowMicros) {
        byte[] list = query.owner() == null ? keys.tenant(query.tenant()) : keys.owner(query.tenant(), query.owner());
        byte[] from = LAST;
        if (query.cursor() != null) {
            Cursor cursor = Cursor.decode(query.cursor());
            from = ListEntry.place(Micros.of(cursor.created()), cursor.value());
        }
        int wanted = query.limit() + 1;
        List<Conversation> found = new ArrayList<>();
        while (found.size() < wanted) {
            List<ListEntry> entries = entries(list, from, wanted);
            add(query, entries, list, nowMicros, found);
            if (entries.size() < wanted) {
                break;
            }
            from = entries.get(entries.size() - 1).place();
        }
        if (found.size() <= query.limit()) {
            return new Page<>(found, null);
        }
        Conversation last = found.get(query.limit() - 1);
        String next = new Cursor(last.created(), last.id().value()).encode();
        return new Page<>(found.subList(0, query.limit()), next);
    }

    private List<ListEntry> entries(byte[] list, byte[] from, int limit) {
        ZRangeParams range = ZRangeParams.zrangeByLexParams(from, FIRST).rev().limit(0, limit);
        return calls.call(jedis -> jedis.zrange(list, range)).stream()
                .map(ListEntry::of)
                .toList();
    }

    private void add(
            ConversationQuery query, List<ListEntry> entries, byte[] list, long nowMicros, List<Conversation> found) {
        List<byte[]> old = new ArrayList<>();
        List<HeadFields> heads = heads(query.tenant(), entries);
        for (int i = 0; i < entries.size(); i++) {
            ListEntry entry = entries.get(i);
            HeadFields head = heads.get(i);
            if (!isNamedBy(head, entry, query.owner())) {
                if (entry.made() < nowMicros - OLD_MICROS) {
                    old.add(entry.bytes());
                }
            } else if (query.archived() == Archived.INCLUDED
                    || head.archived() == (query.archived() == Archived.ONLY)) {
                found.add(head.conversation(new ConversationId(query.tenant(), entry.value())));
            }
        }
        if (!old.isEmpty()) {
            tolerantly(() -> calls.call(jedis -> jedis.zrem(list, old.toArray(byte[][]::new))));
        }
    }

    private static boolean isNamedBy(HeadFields head, ListEntry entry, @Nullable String owner) {
        return head.present()
                && (owner == null
                        ? head.nonce().equals(entry.nonce())
                        : head.owner().equals(owner) && head.ownerNonce().equals(entry.nonce()));
    }

    private List<HeadFields> heads(String tenant, List<ListEntry> entries) {
        List<CommandObject<Map<byte[], byte[]>>> commands = entries.stream()
                .map(entry -> COMMANDS.hgetAll(keys.of(KeyFamily.HEAD, new ConversationId(tenant, entry.value()))))
                .toList();
        return calls.together(commands).stream().map(HeadFields::of).toList();
    }
}
