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

/** Tickets, and the fills that they allow. */
abstract class CacheFillContract extends CacheContract {
    CacheFillContract(ConversationCacheContract host) {
        super(host);
    }

    /** Every kind of change to a conversation with two messages. */
    static Stream<Function<DurableConversation, Change>> changes() {
        return Stream.of(
                truth -> truth.say("later"),
                truth -> truth.edit(1, "edited"),
                truth -> truth.redact(2),
                truth -> truth.describe(Profile.EMPTY.withTitle("a title")),
                DurableConversation::remove);
    }

    @Test
    void whatIsFilledIsFound() {
        truth.say("one", "two");
        assertThat(fill(ticket(truth))).isTrue();
        assertCurrent();
        assertThat(cache.find(truth.id()).ticket()).isEqualTo(NO_TICKET);
    }

    @Test
    void aFillLeavesOtherConversationsAlone() {
        truth.say("one");
        fill();
        assertThat(cache.find(new DurableConversation("another").id()).window()).isNull();
    }

    @Test
    void oneReaderAtATimeIsGivenATicket() {
        ticket(truth);
        assertThat(cache.find(truth.id()).ticket()).isEqualTo(NO_TICKET);
        assertThat(cache.ticket(truth.id())).isEqualTo(NO_TICKET);
    }

    @Test
    void ofReadersThatRaceOneIsGivenATicket() {
        List<Long> tickets = Racers.all(8, lane -> cache.find(truth.id()).ticket());
        assertThat(tickets).filteredOn(ticket -> ticket != NO_TICKET).hasSize(1);
    }

    @Test
    void readersOfTwoConversationsAreGivenATicketEach() {
        DurableConversation other = new DurableConversation("another");
        assertThat(ticket(truth)).isNotEqualTo(ticket(other));
    }

    @Test
    void aTicketFillsOnce() {
        truth.say("one");
        long ticket = ticket(truth);
        fill(ticket);
        cache.drop(List.of(truth.id()));
        assertThat(fill(ticket)).isFalse();
        assertThat(found()).isNull();
    }

    @Test
    void afterAFillTheNextReaderIsGivenATicket() {
        truth.say("one");
        fill();
        assertThat(cache.ticket(truth.id())).isNotEqualTo(NO_TICKET);
        assertCurrent();
    }

    @Test
    void whoeverHasNoTicketFillsNothing() {
        truth.say("one");
        assertThat(fill(NO_TICKET)).isFalse();
        assertThat(found()).isNull();
    }

    @Test
    void aTicketFillsItsOwnConversationOnly() {
        DurableConversation other = new DurableConversation("another");
        other.say("one");
        long ticket = ticket(truth);
        assertThat(cache.fill(ticket, other.window(KEPT))).isFalse();
        assertThat(cache.find(other.id()).window()).isNull();
    }

    @Test
    void aWindowThatWasFoundToBeOldIsReplaced() {
        truth.say("one");
        fill();
        truth.say("two");
        truth.edit(1, "uno");
        fill();
        assertCurrent();
    }

    @Test
    void anOlderWindowDoesNotReplaceANewerOne() {
        truth.say("one");
        ConversationWindow older = truth.window(KEPT);
        truth.say("two");
        fill();
        assertThat(cache.fill(cache.ticket(truth.id()), older)).isFalse();
        assertCurrent();
    }

    @Test
    void aTicketHoldsForABoundedTime() {
        truth.say("one");
        long ticket = ticket(truth);
        pass(ticketLife());
        assertThat(fill(ticket)).isFalse();
        assertThat(found()).isNull();
    }

    @Test
    void afterItsTimeAnotherReaderIsGivenATicket() {
        truth.say("one");
        ticket(truth);
        pass(ticketLife());
        assertThat(fill(ticket(truth))).isTrue();
        assertCurrent();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aFillThatWasReadBeforeAChangeLoses(Function<DurableConversation, Change> change) {
        truth.say("one", "two");
        long ticket = ticket(truth);
        ConversationWindow read = truth.window(KEPT);
        apply(change.apply(truth));
        assertThat(cache.fill(ticket, read)).isFalse();
        assertCurrentOrNothing();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void afterAChangeThatVoidedItsTicketAReaderIsGivenANewOne(Function<DurableConversation, Change> change) {
        truth.say("one", "two");
        long ticket = ticket(truth);
        apply(change.apply(truth));
        assertThat(cache.ticket(truth.id())).isNotIn(ticket, NO_TICKET);
    }

    @Test
    void aFillOfAWindowThatWasReadBeforeAChangeOfItLoses() {
        truth.say("one");
        fill();
        long ticket = cache.ticket(truth.id());
        ConversationWindow read = truth.window(KEPT);
        apply(truth.say("two"));
        assertThat(cache.fill(ticket, read)).isFalse();
        assertCurrent();
    }

    @Test
    void aFillThatWasReadBeforeADropLoses() {
        truth.say("one");
        long ticket = ticket(truth);
        cache.drop(List.of(truth.id()));
        assertThat(fill(ticket)).isFalse();
        assertThat(fill(ticket(truth))).isTrue();
        assertCurrent();
    }

    @Test
    void aChangeElsewhereLeavesTicketsAlone() {
        truth.say("one");
        long ticket = ticket(truth);
        apply(new DurableConversation("another").say("one"));
        cache.drop(List.of(new DurableConversation("a third").id()));
        assertThat(fill(ticket)).isTrue();
    }
}
