package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationWindow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes that update a window, and changes that cannot. The window begins with two messages. */
abstract class CacheChangeContract extends CacheContract {
    CacheChangeContract(ConversationCacheContract host) {
        super(host);
    }

    @BeforeEach
    final void fillTwo() {
        durable.describe(Profile.EMPTY.withTitle("a title").withOwner("kari").withMetadata(Map.of("n", 1)));
        durable.say("one", "two");
        fill();
    }

    @Test
    void anAppendIsAddedAtTheEnd() {
        apply(durable.append(
                NewMessage.assistant("three").withTokens(7),
                NewMessage.user("four").withTokens(5)));
        assertCurrent();
    }

    @Test
    void anEditReplacesItsMessage() {
        apply(durable.edit(1, "uno"));
        assertCurrent();
    }

    @Test
    void aRedactionReplacesItsMessage() {
        apply(durable.redact(2));
        assertCurrent();
    }

    @Test
    void aMessageEndsTheArchivedState() {
        apply(durable.archive());
        assertCurrent();
        apply(durable.edit(1, "uno"));
        assertCurrent();
        apply(durable.say("three"));
        assertCurrent();
    }

    @Test
    void aPatchReplacesTheHead() {
        apply(durable.describe(Profile.EMPTY.withModel("a model").withSystemPrompt("Be brief.")));
        assertCurrent();
    }

    @Test
    void messagesThatAreRemovedAsOldOnesAreShownNoLonger() {
        apply(durable.append(NewMessage.user("three").withTokens(3), NewMessage.user("four")));
        apply(durable.trim(4));
        assertThat(found())
                .satisfiesAnyOf(
                        window -> assertThat(window).isNull(),
                        window -> assertThat(window).isEqualTo(durable.window(KEPT)));
        fill();
        assertCurrent();
        assertThat(Objects.requireNonNull(found()).isComplete()).isTrue();
        apply(durable.say("five"));
        apply(durable.edit(4, "quattro"));
        assertCurrent();
        apply(durable.trim(6));
        fill();
        assertCurrent();
        assertThat(Objects.requireNonNull(found()).isComplete()).isTrue();
        apply(durable.say("six"));
        assertCurrent();
    }

    @Test
    void aHeadWhoseMessagesAreMissingDropsTheWindow() {
        durable.say("three");
        apply(new Change.Described(Objects.requireNonNull(durable.window(KEPT).head())));
        assertThat(found()).isNull();
    }

    @Test
    void aChangeOfAnotherHistoryWithAVersionThatTheWindowHasDropsIt() {
        apply(durable.say("lost three"), durable.say("lost four"));
        DurableConversation putBack = durable.putBack();
        putBack.describe(Profile.EMPTY);
        putBack.say("one", "two");
        Change three = putBack.say("new three");
        Change four = putBack.say("new four");
        apply(three);
        apply(four);
        assertThat(cache.fill(ticket(putBack), putBack.window(KEPT))).isTrue();
        assertThat(found()).isEqualTo(putBack.window(KEPT));
        apply(putBack.edit(1, "uno"));
        assertThat(found()).isEqualTo(putBack.window(KEPT));
    }

    /** The durable store lost more changes than the window holds messages. */
    @ParameterizedTest
    @MethodSource("dev.chatstore.testkit.cache.CacheFillContract#changes")
    void anyChangeOfAnotherHistoryDropsALongerWindow(Function<DurableConversation, Change> change) {
        for (int i = 0; i < 2 * KEPT; i++) {
            apply(durable.say("lost"));
        }
        DurableConversation putBack = durable.putBack();
        putBack.say("one", "two");
        apply(change.apply(putBack));
        assertThat(cache.fill(ticket(putBack), putBack.window(KEPT))).isTrue();
        assertThat(found()).isEqualTo(putBack.window(KEPT));
    }

    @Test
    void anEditOfAnotherHistoryDropsAWindowWithAnotherEditOfTheMessage() {
        apply(durable.edit(1, "lost edit"));
        DurableConversation putBack = durable.putBack();
        putBack.say("one", "two");
        apply(putBack.edit(1, "new edit"));
        assertThat(cache.fill(ticket(putBack), putBack.window(KEPT))).isTrue();
        assertThat(found()).isEqualTo(putBack.window(KEPT));
    }

    @Test
    void changesOfOneCallAreAppliedInOrder() {
        apply(
                durable.say("three"),
                durable.edit(3, "tres"),
                durable.redact(1),
                durable.say("four"),
                durable.edit(3, "trois"));
        assertCurrent();
    }

    @Test
    void changesOfSeveralConversationsInOneCallAreAppliedToEach() {
        DurableConversation other = new DurableConversation("another");
        other.say("hello");
        fill(other);
        apply(durable.say("three"), other.say("hello again"), durable.edit(1, "uno"), other.redact(1));
        assertCurrent();
        assertThat(cache.find(other.id()).window()).isEqualTo(other.window(KEPT));
    }

    @Test
    void theNewestMessagesAreKept() {
        for (int i = 3; i <= 3 * KEPT; i++) {
            apply(durable.say("message " + i));
            assertCurrent();
        }
        assertThat(found()).isNotNull().satisfies(window -> {
            assertThat(window.messages()).hasSize(KEPT);
            assertThat(window.isComplete()).isFalse();
        });
    }

    @Test
    void anAppendLargerThanTheWindowLeavesItsNewestMessages() {
        apply(durable.say("3", "4", "5", "6", "7", "8", "9", "10", "11", "12"));
        assertCurrent();
    }

    @Test
    void aLargerWindowIsReducedToItsNewestMessages() {
        DurableConversation longer = new DurableConversation("a longer one");
        longer.say("1", "2", "3", "4", "5", "6", "7");
        assertThat(cache.fill(ticket(longer), longer.window(7))).isTrue();
        assertThat(cache.find(longer.id()).window()).isEqualTo(longer.window(KEPT));
    }

    @Test
    void anEditOfAMessageOutsideTheWindowUpdatesTheHead() {
        apply(durable.say("3", "4", "5", "6", "7"));
        apply(durable.edit(1, "uno"));
        assertCurrent();
    }

    @Test
    void aChangeThatTheWindowAlreadyContainsIsIgnored() {
        Change append = durable.say("three");
        Change edit = durable.edit(1, "uno");
        apply(append, edit);
        apply(append, edit);
        apply(append);
        assertCurrent();
    }

    @Test
    void aChangeFromBeforeTheFillIsIgnored() {
        Change append = durable.say("three");
        durable.edit(3, "tres");
        fill();
        apply(append);
        assertCurrent();
    }

    @Test
    void aChangeAfterALostChangeDropsTheWindow() {
        durable.say("lost on its way");
        apply(durable.say("four"));
        assertThat(found()).isNull();
        fill();
        assertCurrent();
    }

    @Test
    void aPatchAfterALostChangeLeavesNothingStale() {
        durable.say("lost on its way");
        apply(durable.describe(Profile.EMPTY));
        assertCurrentOrNothing();
    }

    @Test
    void theRestOfACallIsAppliedAfterAChangeThatDropsAWindow() {
        DurableConversation other = new DurableConversation("another");
        other.say("hello");
        fill(other);
        durable.say("lost on its way");
        apply(durable.say("four"), other.say("hello again"));
        assertThat(found()).isNull();
        assertThat(cache.find(other.id()).window()).isEqualTo(other.window(KEPT));
    }

    @Test
    void aDropRemovesTheWindow() {
        cache.drop(List.of(durable.id(), new DurableConversation("another").id()));
        assertThat(found()).isNull();
    }

    @Test
    void aChangeOfAConversationThatIsNotCachedCachesNothing() {
        cache.drop(List.of(durable.id()));
        apply(durable.say("three"));
        assertThat(found()).isNull();
    }

    /** The head was read before an append, and the messages after it. */
    @Test
    void messagesThatTheWindowAlreadyContainsAreNotAddedTwice() {
        ConversationWindow before = durable.window(KEPT);
        Change append = durable.say("three");
        Change edit = durable.edit(3, "tres");
        ConversationWindow torn = new ConversationWindow(
                durable.id(), before.head(), durable.window(KEPT).messages());
        cache.drop(List.of(durable.id()));
        assertThat(cache.fill(ticket(durable), torn)).isTrue();
        assertThat(found()).isEqualTo(torn);

        apply(append);
        assertThat(found()).isNotNull().satisfies(window -> {
            assertThat(window.messages()).isEqualTo(durable.window(KEPT).messages());
            assertThat(window.version()).isEqualTo(append.version());
        });
        apply(edit);
        assertCurrent();
    }

    @Test
    void aWindowInTheHandsOfAReaderDoesNotChange() {
        ConversationWindow given = found();
        ConversationWindow expected = durable.window(KEPT);
        apply(durable.edit(1, "uno"), durable.say("3", "4", "5", "6", "7"));
        assertThat(given).isEqualTo(expected);
    }
}
