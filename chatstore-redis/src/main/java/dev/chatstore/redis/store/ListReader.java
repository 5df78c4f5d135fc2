package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.store.form.HeadFields;
import dev.chatstore.redis.store.form.ListEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.params.ZRangeParams;

/** Reads ranges of lists, newer entries first, with the heads of their conversations: two round trips for each range. */
final class ListReader {
    /** The bound before all entries. */
    static final byte[] START = utf8("+");

    private static final Logger LOG = LoggerFactory.getLogger(ListReader.class);
    private static final byte[] END = utf8("-");
    private static final long OLD_MICROS = Backend.REMEMBERED.toMillis() * 1_000;

    private final StoreContext store;

    ListReader(StoreContext store) {
        this.store = store;
    }

    /** An entry and the head of its conversation, with all fields or some. */
    record Listed(ListEntry entry, HeadFields head) {
        /** Returns whether the head names this entry of the tenant's list by creation, or of an owner's list. */
        boolean isNamed(@Nullable String owner) {
            return head.exists()
                    && (owner == null
                            ? head.nonce().equals(entry.nonce())
                            : head.owner().equals(owner) && head.ownerNonce().equals(entry.nonce()));
        }

        boolean matches(Archived archived) {
            return archived == Archived.INCLUDED || head.archived() == (archived == Archived.ONLY);
        }

        Conversation conversation(String tenant) {
            return head.conversation(id(tenant));
        }

        private ConversationId id(String tenant) {
            return new ConversationId(tenant, entry.value());
        }
    }

    /** Returns the key of the list that has each conversation of a query once. */
    byte[] list(ConversationQuery query) {
        return query.owner() == null
                ? store.keys().tenant(query.tenant())
                : store.keys().owner(query.tenant(), query.owner());
    }

    /** Returns the next entries after a bound, with all fields of the heads. */
    List<Listed> read(String tenant, byte[] list, byte[] from, int limit) {
        return heads(tenant, entries(list, from, limit));
    }

    private List<Listed> heads(String tenant, List<ListEntry> entries) {
        return listed(
                entries,
                together(tenant, entries, Commands::hgetAll).stream()
                        .map(HeadFields::of)
                        .toList());
    }

    /** Returns the next entries after a bound, with the fields of the heads that decide about a match. */
    List<Listed> readFlags(String tenant, byte[] list, byte[] from, int limit) {
        return read(tenant, list, from, limit, HeadFields.FLAGS);
    }

    /** Returns the next entries after a bound, with some fields of the heads. */
    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    List<Listed> read(String tenant, byte[] list, byte[] from, int limit, List<String> names) {
        List<ListEntry> entries = entries(list, from, limit);
        byte[][] fields = names.stream().map(ListReader::utf8).toArray(byte[][]::new);
        return listed(
                entries,
                together(tenant, entries, key -> Commands.hmget(key, fields)).stream()
                        .map(values -> HeadFields.of(names, values))
                        .toList());
    }

    private List<ListEntry> entries(byte[] list, byte[] from, int limit) {
        ZRangeParams range = ZRangeParams.zrangeByLexParams(from, END).rev().limit(0, limit);
        return store.calls().call(Commands.zrange(list, range)).stream()
                .map(member -> ListEntry.of(list, member))
                .toList();
    }

    private interface HeadCommand<T> {
        CommandObject<T> of(byte[] key);
    }

    private <T> List<T> together(String tenant, List<ListEntry> entries, HeadCommand<T> command) {
        return store.calls()
                .together(entries.stream()
                        .map(entry -> new ConversationId(tenant, entry.value()))
                        .map(id -> command.of(store.keys().of(KeyFamily.HEAD, id)))
                        .toList());
    }

    private static List<Listed> listed(List<ListEntry> entries, List<HeadFields> heads) {
        List<Listed> listed = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            listed.add(new Listed(entries.get(i), heads.get(i)));
        }
        return listed;
    }

    /**
     * Removes those entries of a range that no head names and no write in progress can have added. Their heads are read again
     * after the server was asked for its time: this process may have stood still since it read them.
     */
    void removeOld(String tenant, byte[] list, List<Listed> read, Predicate<Listed> isNamed) {
        List<ListEntry> unnamed = unnamed(read, isNamed);
        if (unnamed.isEmpty()) {
            return;
        }
        try {
            if (old(unnamed, store.clock().micros(list)).isEmpty()) {
                return;
            }
            List<ListEntry> old = old(unnamed, store.clock().askMicros(list));
            byte[][] gone = unnamed(heads(tenant, old), isNamed).stream()
                    .map(ListEntry::bytes)
                    .toArray(byte[][]::new);
            if (gone.length > 0) {
                store.calls().call(Commands.zrem(list, gone));
            }
        } catch (UnavailableException e) {
            LOG.debug("an unused entry of a list remains: {}", e.getMessage());
        }
    }

    private static List<ListEntry> unnamed(List<Listed> read, Predicate<Listed> isNamed) {
        return read.stream().filter(isNamed.negate()).map(Listed::entry).toList();
    }

    private static List<ListEntry> old(List<ListEntry> entries, long nowMicros) {
        return entries.stream()
                .filter(entry -> entry.made() < nowMicros - OLD_MICROS)
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
