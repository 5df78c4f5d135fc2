package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** One group of the contract of caches: an empty cache, a conversation, and the words in which its tests are written. */
abstract class CacheContract {
    /** How many messages the cache keeps of a conversation. */
    static final int KEPT = 5;

    final DurableConversation truth = new DurableConversation("a conversation");
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
        return cache.fill(ticket, truth.window(KEPT));
    }

    final void fill() {
        fill(truth);
    }

    final void fill(DurableConversation conversation) {
        long ticket = cache.ticket(conversation.id());
        // Whoever has looked before and found nothing has the ticket already.
        long own = ticket == ConversationCache.NO_TICKET ? lastTicket : ticket;
        assertThat(cache.fill(own, conversation.window(KEPT))).isTrue();
    }

    final void apply(Change... changes) {
        cache.apply(List.of(changes));
    }

    final @Nullable ConversationWindow found() {
        ConversationCache.Found found = cache.find(truth.id());
        if (found.ticket() != ConversationCache.NO_TICKET) {
            lastTicket = found.ticket();
        }
        return found.window();
    }

    final Duration age() {
        ConversationCache.Found found = cache.find(truth.id());
        assertThat(found.window()).isNotNull();
        return found.age();
    }

    /** Holds that what is cached is what the durable store has. */
    final void assertCurrent() {
        assertThat(found()).isEqualTo(truth.window(KEPT));
    }

    /** Holds that nothing is cached, or what the durable store has. */
    final void assertCurrentOrNothing() {
        assertThat(found()).isIn(null, truth.window(KEPT));
    }
}
