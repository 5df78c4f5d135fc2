package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Profile;
import org.junit.jupiter.api.Test;

/** Conversations that do not exist, are created, or are removed. */
abstract class CacheAbsenceContract extends CacheContract {
    CacheAbsenceContract(ConversationCacheContract host) {
        super(host);
    }

    @Test
    void theAbsenceOfAConversationIsCached() {
        fill();
        assertCurrent();
        assertThat(found()).isNotNull().satisfies(window -> {
            assertThat(window.head()).isNull();
            assertThat(window.isComplete()).isTrue();
        });
    }

    @Test
    void theFirstAppendIsVisibleAtOnce() {
        fill();
        apply(durable.say("one", "two"));
        assertCurrentOrNothing();
        apply(durable.say("three"));
        assertCurrentOrNothing();
    }

    @Test
    void anOpenedConversationIsVisibleAtOnce() {
        fill();
        apply(durable.describe(Profile.EMPTY.withTitle("a title")));
        assertCurrentOrNothing();
        apply(durable.say("one"));
        assertCurrentOrNothing();
    }

    /** The append alone does not show the head of the conversation. */
    @Test
    void anAppendAfterALostOpenIsVisibleAtOnce() {
        fill();
        durable.describe(Profile.EMPTY.withTitle("a title"));
        apply(durable.say("one"));
        assertCurrentOrNothing();
    }

    @Test
    void aWindowReplacesACachedAbsence() {
        fill();
        durable.say("one");
        fill();
        assertCurrent();
    }

    @Test
    void aRemovalIsVisibleAtOnce() {
        durable.say("one");
        fill();
        apply(durable.remove());
        assertCurrentOrNothing();
    }

    @Test
    void aRemovalAfterALostChangeIsVisibleAtOnce() {
        durable.say("one");
        fill();
        durable.say("lost on its way");
        apply(durable.remove());
        assertCurrentOrNothing();
    }

    @Test
    void theSuccessorOfARemovedConversationIsVisibleAtOnce() {
        durable.say("one", "two");
        fill();
        apply(durable.remove());
        apply(durable.say("a new one"));
        assertCurrentOrNothing();
        fill();
        assertCurrent();
        apply(durable.say("two"));
        assertCurrent();
    }

    @Test
    void theSuccessorOfARemovedConversationIsVisibleAfterALostRemoval() {
        durable.say("one");
        fill();
        durable.remove();
        apply(durable.say("a new one"));
        assertCurrentOrNothing();
    }

    @Test
    void theAbsenceOfARemovedConversationIsCachedAfterARead() {
        durable.say("one");
        fill();
        apply(durable.remove());
        fill();
        assertCurrent();
        apply(durable.say("a new one"));
        assertCurrentOrNothing();
    }
}
