package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appending to one conversation. */
abstract class AppendingContract extends ChatContract {
    private static final Instant SAID = Instant.parse("2020-02-29T23:59:59.999999Z");

    AppendingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aBatchIsStoredCompletelyAndInOrder() {
        say("before");
        AppendReceipt receipt = say("one", "two", "three", "four", "five");

        assertThat(receipt.conversation()).isEqualTo(id);
        assertThat(receipt.sequences()).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(receipt.firstSequence()).isEqualTo(2);
        assertThat(receipt.lastSequence()).isEqualTo(6);
        assertThat(receipt.duplicate()).isFalse();
        assertThat(texts()).containsExactly("before", "one", "two", "three", "four", "five");
    }

    @Test
    void aBatchWithOneInvalidMessageIsNotStored() {
        say("before");
        Conversation before = head();
        NewMessage orphan = NewMessage.user("follows a missing message").withParent(99);

        assertThatThrownBy(() -> chats.append(id, NewMessage.user("one"), orphan, NewMessage.user("three")))
                .isInstanceOf(InvalidInputException.class);

        assertThat(texts()).containsExactly("before");
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void anInvalidFirstBatchCreatesNoConversation() {
        NewMessage orphan = NewMessage.user("follows itself").withParent(2);

        assertThatThrownBy(() -> chats.append(id, NewMessage.user("one"), orphan))
                .isInstanceOf(InvalidInputException.class);

        assertThat(chats.find(id)).isEmpty();
        assertThat(history()).isEmpty();
    }

    @Test
    void theFirstAppendCreatesTheConversation() {
        AppendReceipt receipt = say("hello", "hello");

        assertThat(receipt.version()).isEqualTo(1);
        assertThat(head()).isEqualTo(new Conversation(id, 1, 2, 2, 0, Profile.EMPTY, false, START, START, START));
    }

    @Test
    void concurrentFirstAppendsCreateOneConversationWithAllMessages() {
        for (int round = 0; round < 20; round++) {
            ConversationId contested = ConversationId.of("contested " + round);
            List<AppendReceipt> receipts = Racers.all(RACERS, racer -> say(contested, "from " + racer, "and again"));

            assertThat(assertWhole(contested)).hasSize(2 * RACERS);
            assertThat(head(contested).version()).isEqualTo(RACERS);
            assertThat(receipts.stream().map(AppendReceipt::version)).doesNotHaveDuplicates();
        }
    }

    @Test
    void concurrentAppendsWithoutAnExpectedVersionAllSucceedAndTheirBatchesStayContiguous() {
        say("before");
        List<List<AppendReceipt>> receipts = Racers.all(RACERS, racer -> {
            List<AppendReceipt> mine = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                mine.add(say(racer + "/" + i + "/a", racer + "/" + i + "/b", racer + "/" + i + "/c"));
            }
            return mine;
        });

        List<Message> messages = assertWhole(id);
        assertThat(messages).hasSize(1 + RACERS * 25 * 3);
        assertThat(head().version()).isEqualTo(1 + RACERS * 25);
        for (int racer = 0; racer < RACERS; racer++) {
            for (int i = 0; i < 25; i++) {
                int first = (int) receipts.get(racer).get(i).firstSequence();
                assertThat(Histories.texts(messages.subList(first - 1, first + 2)))
                        .containsExactly(racer + "/" + i + "/a", racer + "/" + i + "/b", racer + "/" + i + "/c");
            }
        }
    }

    @Test
    void sequencesHaveNoGapWhenTheClockStandsStill() {
        for (int i = 1; i <= 50; i++) {
            assertThat(say("message " + i).sequences()).containsExactly((long) i);
        }
        assertThat(assertWhole(id)).extracting(Message::created).containsOnly(START);
    }

    @Test
    void sequencesHaveNoGapWhenTheClockGoesBack() {
        clock.tick(Duration.ofSeconds(-7));
        for (int i = 1; i <= 50; i++) {
            assertThat(say("message " + i).sequences()).containsExactly((long) i);
        }
        List<Message> messages = assertWhole(id);
        assertThat(texts()).startsWith("message 1", "message 2").endsWith("message 50");
        assertThat(messages.get(49).created()).isBefore(messages.get(0).created());
    }

    @Test
    void timesAreTruncatedToMicroseconds() {
        clock.set(Instant.parse("2026-03-01T12:00:00.999999999Z"));
        say("nanoseconds are truncated");

        Instant cut = Instant.parse("2026-03-01T12:00:00.999999Z");
        assertThat(head())
                .extracting(Conversation::created, Conversation::updated)
                .containsExactly(cut, cut);
        assertThat(history().get(0).created()).isEqualTo(cut);
    }

    @Test
    void timesFarFromNowAreReadBack() {
        for (String time : List.of("1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z")) {
            clock.set(Instant.parse(time));
            say(ConversationId.of(time), "then");
            assertThat(head(ConversationId.of(time)).created()).isEqualTo(time);
        }
    }

    @Test
    void identicalMessagesAreDistinctMessages() {
        say("yes");
        say("yes");
        say("yes", "yes");
        assertThat(texts()).containsExactly("yes", "yes", "yes", "yes");
    }

    @Test
    void eachCommittedChangeRaisesTheVersionByOne() {
        assertThat(say("one", "two", "three").version()).isEqualTo(1);
        assertThat(say("four").version()).isEqualTo(2);
        chats.patch(ConversationPatch.of(id).withTitle("a title"));
        assertThat(head().version()).isEqualTo(3);
        chats.edit(id, 1, MessageEdit.of("uno"));
        assertThat(head().version()).isEqualTo(4);
        chats.redact(id, 2);
        assertThat(head().version()).isEqualTo(5);
        chats.patch(ConversationPatch.of(id).withArchived(true));
        assertThat(head().version()).isEqualTo(6);
        assertThat(say("five").version()).isEqualTo(7);
        assertThat(history()).extracting(Message::version).containsExactly(1L, 1L, 1L, 2L, 7L);
    }

    @Test
    void theHeadCountsMessagesAndTokens() {
        chats.append(
                id,
                NewMessage.user("one").withTokens(5),
                NewMessage.assistant("two").withTokens(7));
        clock.advance(Duration.ofMinutes(1));
        NewMessage large = NewMessage.user("large").withTokens(NewMessage.MAX_TOKENS);
        chats.append(id, large, large, large);

        Instant later = START.plusSeconds(60);
        assertThat(head())
                .isEqualTo(new Conversation(id, 2, 5, 5, 3_000_000_012L, Profile.EMPTY, false, START, later, later));
    }

    @Test
    void everyFieldOfAMessageIsReadBack() {
        say("root");
        Attachment image = new Attachment("https://example.org/a.png?x=1&y=2", "image/png", 5_000_000_000L, "a ☃.png");
        Attachment other = new Attachment("s3://bucket/key", "application/octet-stream", 0, null);
        NewMessage full = NewMessage.of(Role.TOOL, "text")
                .withId("an id")
                .withAuthor("weather")
                .withAttachments(image, other)
                .withMetadata(Map.of("tool", "forecast"))
                .withParent(0)
                .withTokens(42)
                .withSaid(SAID);
        chats.append(id, full, NewMessage.system("bare"));

        Message kept = new Message(
                2,
                2,
                "an id",
                Role.TOOL,
                "weather",
                "text",
                List.of(image, other),
                Map.of("tool", "forecast"),
                0,
                42,
                1,
                START,
                SAID,
                null,
                false,
                List.of());
        Message bare = new Message(
                3,
                2,
                null,
                Role.SYSTEM,
                null,
                "bare",
                List.of(),
                Map.of(),
                2,
                0,
                1,
                START,
                START,
                null,
                false,
                List.of());
        assertThat(chats.recent(id, 2)).containsExactly(kept, bare);
        assertThat(chats.find(id, 2)).contains(kept);
        assertThat(chats.find(id, "an id")).contains(kept);
    }

    @Test
    void theMaximumNumberOfAttachmentsIsReadBackInOrder() {
        Attachment[] attachments = IntStream.range(0, NewMessage.MAX_ATTACHMENTS)
                .mapToObj(i -> new Attachment("ref " + i, "image/png", i, i % 2 == 0 ? "name " + i : null))
                .toArray(Attachment[]::new);
        chats.append(id, NewMessage.user("look").withAttachments(attachments));
        assertThat(history().get(0).attachments()).containsExactly(attachments);
    }

    @Test
    void anAppendIsVisibleAtOnce() {
        for (int i = 1; i <= 20; i++) {
            say("message " + i);
            assertThat(chats.recent(id, 1)).extracting(Message::text).containsExactly("message " + i);
            assertThat(head().lastSequence()).isEqualTo(i);
        }
    }
}
