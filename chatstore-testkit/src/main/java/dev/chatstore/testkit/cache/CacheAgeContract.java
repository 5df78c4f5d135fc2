package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.ConversationCache;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long ago a window was known to be current: never too young, whatever the wall clocks say. */
abstract class CacheAgeContract extends CacheContract {
    private static final Duration MOMENT = Duration.ofMillis(200);

    CacheAgeContract(ConversationCacheContract host) {
        super(host);
    }

    @BeforeEach
    final void fillOne() {
        truth.say("one");
    }

    @Test
    void aWindowGrowsOld() {
        fill();
        assertThat(age()).isLessThan(MOMENT);
        pass(MOMENT);
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aFillIsAsOldAsItsTicket() {
        long ticket = ticket(truth);
        pass(MOMENT);
        assertThat(fill(ticket)).isTrue();
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aChangeThatFollowsOnMakesTheWindowNew() {
        fill();
        pass(MOMENT);
        apply(truth.say("two"));
        assertThat(age()).isLessThan(MOMENT);
    }

    @Test
    void aChangeThatWasLongOnItsWayMakesTheWindowAsNewAsItself() {
        fill();
        pass(MOMENT.multipliedBy(3));
        cache.apply(List.of(truth.say("two")), MOMENT);
        assertThat(age()).isBetween(MOMENT, MOMENT.multipliedBy(2));
        assertCurrent();
    }

    @Test
    void aChangeThatIsOlderThanTheWindowWasKnownToBeMakesItNoOlder() {
        fill();
        cache.apply(List.of(truth.say("two")), MOMENT.multipliedBy(10));
        assertThat(age()).isLessThan(MOMENT);
        assertCurrent();
    }

    @Test
    void aChangeThatIsThereAlreadyDoesNot() {
        Change change = truth.say("two");
        fill();
        pass(MOMENT);
        apply(change);
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aWindowThatIsConfirmedIsNew() {
        fill();
        pass(MOMENT);
        cache.confirm(cache.ticket(truth.id()), truth.id(), truth.version());
        assertThat(age()).isLessThan(MOMENT);
        assertCurrent();
    }

    @Test
    void aConfirmationIsAsOldAsItsTicket() {
        fill();
        long ticket = cache.ticket(truth.id());
        pass(MOMENT);
        cache.confirm(ticket, truth.id(), truth.version());
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void thatAConversationIsNotThereIsConfirmed() {
        DurableConversation absent = new DurableConversation("not there");
        fill(absent);
        pass(MOMENT);
        cache.confirm(cache.ticket(absent.id()), absent.id(), 0);
        ConversationCache.Found found = cache.find(absent.id());
        assertThat(found.window()).isEqualTo(absent.window(KEPT));
        assertThat(found.age()).isLessThan(MOMENT);
    }

    @Test
    void anotherVersionConfirmsNothing() {
        fill();
        pass(MOMENT);
        cache.confirm(cache.ticket(truth.id()), truth.id(), truth.version() + 1);
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aConfirmationUsesItsTicketUp() {
        fill();
        long ticket = cache.ticket(truth.id());
        cache.confirm(ticket, truth.id(), truth.version());
        assertThat(cache.ticket(truth.id())).isNotIn(ticket, ConversationCache.NO_TICKET);
    }

    @Test
    void whoeverHasNoTicketConfirmsNothing() {
        fill();
        pass(MOMENT);
        cache.confirm(ConversationCache.NO_TICKET, truth.id(), truth.version());
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void whatIsNotHeldIsNotConfirmed() {
        cache.confirm(ticket(truth), truth.id(), truth.version());
        assertThat(found()).isNull();
    }

    @Test
    void aWindowThatWasDroppedIsNotConfirmed() {
        fill();
        long ticket = cache.ticket(truth.id());
        cache.drop(List.of(truth.id()));
        cache.confirm(ticket, truth.id(), truth.version());
        assertThat(found()).isNull();
    }
}
