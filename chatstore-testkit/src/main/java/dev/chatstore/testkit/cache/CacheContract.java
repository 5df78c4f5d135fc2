package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A group of the contract of caches: an empty cache, a conversation, and the vocabulary of its tests. */
abstract class CacheContract {
    /** Maximum number of messages that the cache keeps of a conversation. */
    static final int KEPT = 5;

    final DurableConversation durable = new DurableConversation("a conversation");
    ConversationCache cache;

    private long lastTicket;

    private final ConversationCacheContract host;

    CacheContract(ConversationCacheContract host) {
        this.host = host;
    }

    @BeforeEach
    final void openCache() {
        cache = host.open(KEPT);
    }

    final void pass(Duration time) {
        host.pass(time);
    }

    final Duration ticketLife() {
        return host.ticketLife();
    }

    final long ticket(DurableConversation conversation) {
        ConversationCache.Found found = cache.find(conversation.id());
        assertThat(found.window()).isNull();
        assertThat(found.ticket()).isNotEqualTo(ConversationCache.NO_TICKET);
        return found.ticket();
    }

    final boolean fill(long ticket) {
        return cache.fill(ticket, durable.window(KEPT));
    }

    final void fill() {
        fill(durable);
    }

    final void fill(DurableConversation conversation) {
        long ticket = cache.ticket(conversation.id());
        // A reader that found no window before has the ticket already.
        long own = ticket == ConversationCache.NO_TICKET ? lastTicket : ticket;
        assertThat(cache.fill(own, conversation.window(KEPT))).isTrue();
    }

    final void apply(Change... changes) {
        cache.apply(List.of(changes));
    }

    final @Nullable ConversationWindow found() {
        ConversationCache.Found found = cache.find(durable.id());
        if (found.ticket() != ConversationCache.NO_TICKET) {
            lastTicket = found.ticket();
        }
        return found.window();
    }

    final Duration age() {
        ConversationCache.Found found = cache.find(durable.id());
        assertThat(found.window()).isNotNull();
        return found.age();
    }

    /** Asserts that the cached window equals the durable one. */
    final void assertCurrent() {
        assertThat(found()).isEqualTo(durable.window(KEPT));
    }

    /** Asserts that no window is cached, or one that equals the durable one. */
    final void assertCurrentOrNothing() {
        assertThat(found()).isIn(null, durable.window(KEPT));
    }
}
