package dev.chatstore.redis.store;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.store.form.ListPlace;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandObject;

/**
 * Adds entries to the lists of conversations, which may be on other slots than the conversations, and removes them: by
 * tenant in the order of creation, by tenant and the day of the last activity, and by owner.
 *
 * <p>An entry is written before the head that names it, and removed after the head names another or is deleted. So every
 * existing conversation is listed, and readers skip an entry that no head names: one that a process left when it died, or
 * one whose conversation is about to be created. They remove such an entry once it is older than any write in progress
 * can be.
 *
 * <p>The entry by activity has the day, so only the first append of a day changes it. The head also remembers the entry
 * that it named before; the first append of the next day removes that one in the round trip that adds its own.
 */
final class ConversationLists {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationLists.class);

    private final RedisCalls calls;
    private final Keys keys;

    ConversationLists(RedisCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
    }

    /** Adds entries, and removes others that no head names, in one round trip to each node. */
    void add(List<ListPlace> added, List<ListPlace> removed) {
        List<CommandObject<Long>> commands = new ArrayList<>();
        added.forEach(place ->
                commands.add(Commands.zadd(place.key(keys), 0, place.entry().bytes())));
        removed.forEach(place ->
                commands.add(Commands.zrem(place.key(keys), place.entry().bytes())));
        calls.together(commands);
    }

    /**
     * Removes entries that no head names, if Redis is available; readers skip those that remain. Throws nothing: the
     * write before it is done.
     */
    void remove(List<ListPlace> removed) {
        try {
            add(List.of(), removed);
        } catch (ChatStoreException e) {
            LOG.debug("an unused entry of a list remains: {}", e.getMessage());
        } catch (Throwable e) {
            LOG.error(
                    "an unused entry of a list remains after an unexpected error: {}",
                    e.getClass().getName());
        }
    }
}
