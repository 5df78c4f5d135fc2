package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Profile;
import org.junit.jupiter.api.Test;

/** Conversations that are not there, those that come to be, and those that are removed. */
abstract class CacheAbsenceContract extends CacheContract {
    CacheAbsenceContract(ConversationCacheContract host) {
        super(host);
    }

    @Test
    void thatAConversationIsNotThereIsKept() {
        fill();
        assertCurrent();
        assertThat(found()).isNotNull().satisfies(window -> {
            assertThat(window.head()).isNull();
            assertThat(window.isComplete()).isTrue();
        });
    }

    @Test
    void itsFirstAppendIsSeenAtOnce() {
        fill();
        apply(truth.say("one", "two"));
        assertCurrentOrNothing();
        apply(truth.say("three"));
        assertCurrentOrNothing();
    }

    @Test
    void itsOpeningIsSeenAtOnce() {
        fill();
        apply(truth.describe(Profile.EMPTY.withTitle("a title")));
        assertCurrentOrNothing();
        apply(truth.say("one"));
        assertCurrentOrNothing();
    }

    /** Nobody can tell from the append alone what its head says. */
    @Test
    void anAppendAfterAnOpeningThatWasLostIsSeenAtOnce() {
        fill();
        truth.describe(Profile.EMPTY.withTitle("a title"));
        apply(truth.say("one"));
        assertCurrentOrNothing();
    }

    @Test
    void aWindowReplacesThatItWasNotThere() {
        fill();
        truth.say("one");
        fill();
        assertCurrent();
    }

    @Test
    void aRemovalIsSeenAtOnce() {
        truth.say("one");
        fill();
        apply(truth.remove());
        assertCurrentOrNothing();
    }

    @Test
    void aRemovalThatDoesNotFollowOnIsSeenAtOnce() {
        truth.say("one");
        fill();
        truth.say("lost on its way");
        apply(truth.remove());
        assertCurrentOrNothing();
    }

    @Test
    void whatTakesThePlaceOfARemovedOneIsSeenAtOnce() {
        truth.say("one", "two");
        fill();
        apply(truth.remove());
        apply(truth.say("a new one"));
        assertCurrentOrNothing();
        fill();
        assertCurrent();
        apply(truth.say("two"));
        assertCurrent();
    }

    @Test
    void whatTakesThePlaceOfARemovedOneIsSeenWhereTheRemovalWasLost() {
        truth.say("one");
        fill();
        truth.remove();
        apply(truth.say("a new one"));
        assertCurrentOrNothing();
    }

    @Test
    void aConversationThatWasRemovedAndReadIsKnownNotToBeThere() {
        truth.say("one");
        fill();
        apply(truth.remove());
        fill();
        assertCurrent();
        apply(truth.say("a new one"));
        assertCurrentOrNothing();
    }
}
