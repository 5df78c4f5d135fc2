package dev.chatstore.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationWindow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that bring a window forward, and those that cannot. The window begins with two messages. */
abstract class CacheChangeContract extends CacheContract {
    CacheChangeContract(ConversationCacheContract host) {
        super(host);
    }

    @BeforeEach
    final void fillTwo() {
        truth.describe(Profile.EMPTY.withTitle("a title").withOwner("kari").withMetadata(Map.of("n", 1)));
        truth.say("one", "two");
        fill();
    }

    @Test
    void anAppendStandsAtTheEnd() {
        apply(truth.append(
                NewMessage.assistant("three").withTokens(7),
                NewMessage.user("four").withTokens(5)));
        assertCurrent();
    }

    @Test
    void anEditStandsInItsPlace() {
        apply(truth.edit(1, "uno"));
        assertCurrent();
    }

    @Test
    void aRedactionStandsInItsPlace() {
        apply(truth.redact(2));
        assertCurrent();
    }

    @Test
    void aPatchIsInTheHead() {
        apply(truth.describe(Profile.EMPTY.withModel("a model").withSystemPrompt("Be brief.")));
        assertCurrent();
    }

    @Test
    void aRunOfChangesInOneCallIsMadeInItsOrder() {
        apply(truth.say("three"), truth.edit(3, "tres"), truth.redact(1), truth.say("four"), truth.edit(3, "trois"));
        assertCurrent();
    }

    @Test
    void changesOfSeveralConversationsInOneCallGoToEach() {
        DurableConversation other = new DurableConversation("another");
        other.say("hello");
        fill(other);
        apply(truth.say("three"), other.say("hello again"), truth.edit(1, "uno"), other.redact(1));
        assertCurrent();
        assertThat(cache.find(other.id()).window()).isEqualTo(other.window(KEPT));
    }

    @Test
    void theNewestMessagesAreKept() {
        for (int i = 3; i <= 3 * KEPT; i++) {
            apply(truth.say("message " + i));
            assertCurrent();
        }
        assertThat(found()).isNotNull().satisfies(window -> {
            assertThat(window.messages()).hasSize(KEPT);
            assertThat(window.isComplete()).isFalse();
        });
    }

    @Test
    void anAppendThatIsLargerThanAWindowLeavesItsNewestMessages() {
        apply(truth.say("3", "4", "5", "6", "7", "8", "9", "10", "11", "12"));
        assertCurrent();
    }

    @Test
    void aLargerWindowIsCutToItsNewestMessages() {
        DurableConversation longer = new DurableConversation("a longer one");
        longer.say("1", "2", "3", "4", "5", "6", "7");
        assertThat(cache.fill(ticket(longer), longer.window(7))).isTrue();
        assertThat(cache.find(longer.id()).window()).isEqualTo(longer.window(KEPT));
    }

    @Test
    void anEditOfWhatIsNotInTheWindowMovesTheHead() {
        apply(truth.say("3", "4", "5", "6", "7"));
        apply(truth.edit(1, "uno"));
        assertCurrent();
    }

    @Test
    void aChangeThatIsThereAlreadyIsPassedOver() {
        Change append = truth.say("three");
        Change edit = truth.edit(1, "uno");
        apply(append, edit);
        apply(append, edit);
        apply(append);
        assertCurrent();
    }

    @Test
    void aChangeOfBeforeTheFillIsPassedOver() {
        Change append = truth.say("three");
        truth.edit(3, "tres");
        fill();
        apply(append);
        assertCurrent();
    }

    @Test
    void aChangeThatDoesNotFollowOnDropsTheWindow() {
        truth.say("lost on its way");
        apply(truth.say("four"));
        assertThat(found()).isNull();
        fill();
        assertCurrent();
    }

    @Test
    void aPatchThatDoesNotFollowOnLeavesNothingOld() {
        truth.say("lost on its way");
        apply(truth.describe(Profile.EMPTY));
        assertCurrentOrNothing();
    }

    @Test
    void theRestOfACallIsMadeAfterAChangeThatDoesNotFollowOn() {
        DurableConversation other = new DurableConversation("another");
        other.say("hello");
        fill(other);
        truth.say("lost on its way");
        apply(truth.say("four"), other.say("hello again"));
        assertThat(found()).isNull();
        assertThat(cache.find(other.id()).window()).isEqualTo(other.window(KEPT));
    }

    @Test
    void aDropForgetsTheWindow() {
        cache.drop(List.of(truth.id(), new DurableConversation("another").id()));
        assertThat(found()).isNull();
    }

    @Test
    void aChangeOfWhatIsNotHeldLeavesNothingToFind() {
        cache.drop(List.of(truth.id()));
        apply(truth.say("three"));
        assertThat(found()).isNull();
    }

    /** A head that was read before an append, and messages that were read after it. */
    @Test
    void whatTheMessagesHoldAlreadyIsNotThereTwice() {
        ConversationWindow before = truth.window(KEPT);
        Change append = truth.say("three");
        Change edit = truth.edit(3, "tres");
        ConversationWindow torn = new ConversationWindow(
                truth.id(), before.head(), truth.window(KEPT).messages());
        cache.drop(List.of(truth.id()));
        assertThat(cache.fill(ticket(truth), torn)).isTrue();
        assertThat(found()).isEqualTo(torn);

        apply(append);
        assertThat(found()).isNotNull().satisfies(window -> {
            assertThat(window.messages()).isEqualTo(truth.window(KEPT).messages());
            assertThat(window.version()).isEqualTo(append.version());
        });
        apply(edit);
        assertCurrent();
    }

    @Test
    void whatAReaderWasGivenStaysAsItWas() {
        ConversationWindow given = found();
        ConversationWindow expected = truth.window(KEPT);
        apply(truth.edit(1, "uno"), truth.say("3", "4", "5", "6", "7"));
        assertThat(given).isEqualTo(expected);
    }
}
