package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.Page;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.Cursor;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.RedisCalls;
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
 * The lists of conversations by tenant and by owner, which may be on other slots than the conversations.
 *
 * <p>An entry is written before the head that names it, and removed after the head. So every existing conversation is
 * listed, and readers skip an entry that no head names: one that a process left when it died, or one whose conversation
 * is about to be created. They remove such an entry once it is older than any write in progress can be.
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

    /** Returns a new entry, which differs from all others of the conversation. */
    ListEntry newEntry(ConversationId id, long createdMicros, long nowMicros) {
        return new ListEntry(createdMicros, id.value(), ListEntry.nonce(nowMicros, random));
    }

    /** Adds conversations to the lists of their tenants. */
    void addAll(Map<ConversationId, ListEntry> entries) {
        List<CommandObject<Long>> commands = new ArrayList<>();
        entries.forEach((id, entry) -> commands.add(COMMANDS.zadd(keys.tenant(id.tenant()), 0, entry.bytes())));
        calls.together(commands);
    }

    /** Removes entries that no head names, if Redis is available; readers skip those that remain. */
    void removeAll(Map<ConversationId, ListEntry> entries) {
        List<CommandObject<Long>> commands = new ArrayList<>();
        entries.forEach((id, entry) -> commands.add(COMMANDS.zrem(keys.tenant(id.tenant()), entry.bytes())));
        ifAvailable(() -> calls.together(commands));
    }

    private static void ifAvailable(Runnable removal) {
        try {
            removal.run();
        } catch (UnavailableException e) {
            LOG.debug("an unused entry of a list remains: {}", e.getMessage());
        }
    }

    void addToOwner(ConversationId id, String owner, ListEntry entry) {
        byte[] list = keys.owner(id.tenant(), owner);
        calls.call(jedis -> jedis.zadd(list, 0, entry.bytes()));
    }

    void removeFromOwner(ConversationId id, String owner, ListEntry entry) {
        byte[] list = keys.owner(id.tenant(), owner);
        ifAvailable(() -> calls.call(jedis -> jedis.zrem(list, entry.bytes())));
    }

    /**
     * Returns a page. Costs two round trips for each {@code limit} entries that it reads, of which some may be skipped.
     */
    Page<Conversation> page(ConversationQuery query, long nowMicros) {
        byte[] list = query.owner() == null ? keys.tenant(query.tenant()) : keys.owner(query.tenant(), query.owner());
        byte[] from = LAST;
        if (query.cursor() != null) {
            Cursor cursor = Cursor.decode(query.cursor());
            from = ListEntry.before(Micros.of(cursor.created()), cursor.value());
        }
        int wanted = query.limit() + 1;
        List<Conversation> found = new ArrayList<>();
        while (found.size() < wanted) {
            List<ListEntry> entries = entries(list, from, wanted);
            found.addAll(conversations(query, entries, list, nowMicros));
            if (entries.size() < wanted) {
                break;
            }
            from = entries.get(entries.size() - 1).before();
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

    private List<Conversation> conversations(
            ConversationQuery query, List<ListEntry> entries, byte[] list, long nowMicros) {
        List<Conversation> found = new ArrayList<>();
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
            ifAvailable(() -> calls.call(jedis -> jedis.zrem(list, old.toArray(byte[][]::new))));
        }
        return found;
    }

    private static boolean isNamedBy(HeadFields head, ListEntry entry, @Nullable String owner) {
        return head.exists()
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
