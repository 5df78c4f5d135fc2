package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.ConversationCache;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time since a window was last known to be current. It is never too small, whatever the wall clocks show. */
abstract class CacheAgeContract extends CacheContract {
    private static final Duration MOMENT = Duration.ofMillis(200);

    CacheAgeContract(ConversationCacheContract host) {
        super(host);
    }

    @BeforeEach
    final void fillOne() {
        durable.say("one");
    }

    @Test
    void theAgeOfAWindowGrows() {
        fill();
        assertThat(age()).isLessThan(MOMENT);
        pass(MOMENT);
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aFillIsAsOldAsItsTicket() {
        long ticket = ticket(durable);
        pass(MOMENT);
        assertThat(fill(ticket)).isTrue();
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void theNextChangeResetsTheAge() {
        fill();
        pass(MOMENT);
        apply(durable.say("two"));
        assertThat(age()).isLessThan(MOMENT);
    }

    @Test
    void aDelayedChangeSetsTheAgeToItsOwnAge() {
        fill();
        pass(MOMENT.multipliedBy(3));
        cache.apply(List.of(durable.say("two")), MOMENT);
        assertThat(age()).isBetween(MOMENT, MOMENT.multipliedBy(2));
        assertCurrent();
    }

    @Test
    void aChangeOlderThanTheWindowDoesNotRaiseTheAge() {
        fill();
        cache.apply(List.of(durable.say("two")), MOMENT.multipliedBy(10));
        assertThat(age()).isLessThan(MOMENT);
        assertCurrent();
    }

    @Test
    void aChangeThatTheWindowAlreadyContainsDoesNotResetTheAge() {
        Change change = durable.say("two");
        fill();
        pass(MOMENT);
        apply(change);
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aConfirmationResetsTheAge() {
        fill();
        pass(MOMENT);
        long start = System.nanoTime();
        cache.confirm(cache.ticket(durable.id()), durable.id(), durable.version());
        Duration age = age();
        // However long the calls took.
        assertThat(age.minusNanos(System.nanoTime() - start)).isLessThan(MOMENT.dividedBy(2));
        assertCurrent();
    }

    @Test
    void aConfirmationIsAsOldAsItsTicket() {
        fill();
        long ticket = cache.ticket(durable.id());
        pass(MOMENT);
        cache.confirm(ticket, durable.id(), durable.version());
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aCachedAbsenceCanBeConfirmed() {
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
        cache.confirm(cache.ticket(durable.id()), durable.id(), durable.version() + 1);
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aConfirmationUsesUpItsTicket() {
        fill();
        long ticket = cache.ticket(durable.id());
        cache.confirm(ticket, durable.id(), durable.version());
        assertThat(cache.ticket(durable.id())).isNotIn(ticket, ConversationCache.NO_TICKET);
    }

    @Test
    void aConfirmationWithoutATicketHasNoEffect() {
        fill();
        pass(MOMENT);
        cache.confirm(ConversationCache.NO_TICKET, durable.id(), durable.version());
        assertThat(age()).isGreaterThanOrEqualTo(MOMENT);
    }

    @Test
    void aWindowThatIsNotCachedIsNotConfirmed() {
        cache.confirm(ticket(durable), durable.id(), durable.version());
        assertThat(found()).isNull();
    }

    @Test
    void aDroppedWindowIsNotConfirmed() {
        fill();
        long ticket = cache.ticket(durable.id());
        cache.drop(List.of(durable.id()));
        cache.confirm(ticket, durable.id(), durable.version());
        assertThat(found()).isNull();
    }
}
