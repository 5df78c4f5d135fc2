package dev.chatstore.testkit.cache;

import static dev.chatstore.api.spi.ConversationCache.NO_TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.testkit.Racers;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tickets, and the fills that they permit. */
abstract class CacheFillContract extends CacheContract {
    CacheFillContract(ConversationCacheContract host) {
        super(host);
    }

    /** Returns every kind of change of a conversation with two messages. */
    static Stream<Function<DurableConversation, Change>> changes() {
        return Stream.of(
                durable -> durable.say("later"),
                durable -> durable.edit(1, "edited"),
                durable -> durable.redact(2),
                durable -> durable.describe(Profile.EMPTY.withTitle("a title")),
                DurableConversation::remove);
    }

    @Test
    void aFilledWindowIsFound() {
        durable.say("one", "two");
        assertThat(fill(ticket(durable))).isTrue();
        assertCurrent();
        assertThat(cache.find(durable.id()).ticket()).isEqualTo(NO_TICKET);
    }

    @Test
    void aFillDoesNotAffectOtherConversations() {
        durable.say("one");
        fill();
        assertThat(cache.find(new DurableConversation("another").id()).window()).isNull();
    }

    @Test
    void oneReaderAtATimeGetsATicket() {
        ticket(durable);
        assertThat(cache.find(durable.id()).ticket()).isEqualTo(NO_TICKET);
        assertThat(cache.ticket(durable.id())).isEqualTo(NO_TICKET);
    }

    @Test
    void exactlyOneOfConcurrentReadersGetsATicket() {
        List<Long> tickets = Racers.all(8, racer -> cache.find(durable.id()).ticket());
        assertThat(tickets).filteredOn(ticket -> ticket != NO_TICKET).hasSize(1);
    }

    @Test
    void readersOfTwoConversationsGetOneTicketEach() {
        DurableConversation other = new DurableConversation("another");
        assertThat(ticket(durable)).isNotEqualTo(ticket(other));
    }

    @Test
    void aTicketFillsOnce() {
        durable.say("one");
        long ticket = ticket(durable);
        fill(ticket);
        cache.drop(List.of(durable.id()));
        assertThat(fill(ticket)).isFalse();
        assertThat(found()).isNull();
    }

    @Test
    void afterAFillTheNextReaderGetsATicket() {
        durable.say("one");
        fill();
        assertThat(cache.ticket(durable.id())).isNotEqualTo(NO_TICKET);
        assertCurrent();
    }

    @Test
    void aFillWithoutATicketHasNoEffect() {
        durable.say("one");
        assertThat(fill(NO_TICKET)).isFalse();
        assertThat(found()).isNull();
    }

    @Test
    void aTicketFillsItsOwnConversationOnly() {
        DurableConversation other = new DurableConversation("another");
        other.say("one");
        long ticket = ticket(durable);
        assertThat(cache.fill(ticket, other.window(KEPT))).isFalse();
        assertThat(cache.find(other.id()).window()).isNull();
    }

    @Test
    void aStaleWindowIsReplaced() {
        durable.say("one");
        fill();
        durable.say("two");
        durable.edit(1, "uno");
        fill();
        assertCurrent();
    }

    @Test
    void anOlderWindowOfADurableStoreThatWasPutBackDropsTheNewerOneAndIsCachedNext() {
        durable.say("one");
        ConversationWindow putBack = durable.window(KEPT);
        durable.say("lost");
        fill();
        assertThat(cache.fill(cache.ticket(durable.id()), putBack)).isFalse();
        assertThat(cache.fill(ticket(durable), putBack)).isTrue();
        assertThat(found()).isEqualTo(putBack);
    }

    @Test
    void aWindowOlderThanADroppedOneIsCachedAtTheSecondFillAtLatest() {
        durable.say("one");
        ConversationWindow putBack = durable.window(KEPT);
        durable.say("lost");
        fill();
        cache.drop(List.of(durable.id()));
        cache.fill(ticket(durable), putBack);
        assertThat(cache.fill(cache.ticket(durable.id()), putBack)).isTrue();
        assertThat(found()).isEqualTo(putBack);
    }

    @Test
    void aTicketExpires() {
        durable.say("one");
        long ticket = ticket(durable);
        pass(ticketLife());
        assertThat(fill(ticket)).isFalse();
        assertThat(found()).isNull();
    }

    @Test
    void afterATicketExpiresAnotherReaderGetsOne() {
        durable.say("one");
        ticket(durable);
        pass(ticketLife());
        assertThat(fill(ticket(durable))).isTrue();
        assertCurrent();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aFillReadBeforeAChangeIsRefused(Function<DurableConversation, Change> change) {
        durable.say("one", "two");
        long ticket = ticket(durable);
        ConversationWindow read = durable.window(KEPT);
        apply(change.apply(durable));
        assertThat(cache.fill(ticket, read)).isFalse();
        assertCurrentOrNothing();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void afterAChangeVoidsATicketTheNextReaderGetsANewOne(Function<DurableConversation, Change> change) {
        durable.say("one", "two");
        long ticket = ticket(durable);
        apply(change.apply(durable));
        assertThat(cache.ticket(durable.id())).isNotIn(ticket, NO_TICKET);
    }

    @Test
    void aFillReadBeforeAChangeOfACachedWindowIsRefused() {
        durable.say("one");
        fill();
        long ticket = cache.ticket(durable.id());
        ConversationWindow read = durable.window(KEPT);
        apply(durable.say("two"));
        assertThat(cache.fill(ticket, read)).isFalse();
        assertCurrent();
    }

    @Test
    void aFillReadBeforeADropIsRefused() {
        durable.say("one");
        long ticket = ticket(durable);
        cache.drop(List.of(durable.id()));
        assertThat(fill(ticket)).isFalse();
        assertThat(fill(ticket(durable))).isTrue();
        assertCurrent();
    }

    @Test
    void aChangeOfAnotherConversationKeepsTheTicketValid() {
        durable.say("one");
        long ticket = ticket(durable);
        apply(new DurableConversation("another").say("one"));
        cache.drop(List.of(new DurableConversation("a third").id()));
        assertThat(fill(ticket)).isTrue();
    }
}
