package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.StoreContract;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of messages, by role and by day. */
abstract class MessageCountContract extends ContentsContract {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    MessageCountContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void anEditedMessageCountsAsItIsNow() {
        chats.append(id, NewMessage.user("long text").withTokens(5), NewMessage.user("b"));
        chats.edit(id, 1, MessageEdit.of("short").withTokens(2));
        ContentStatistics counted = all();
        assertThat(counted.messages()).isEqualTo(2);
        assertThat(counted.tokens()).isEqualTo(2);
        assertThat(counted.textBytes()).isEqualTo(6);
    }

    @Test
    void aRedactedMessageCountsWithoutItsContent() {
        chats.append(id, NewMessage.user("secret").withTokens(5), NewMessage.user("b"));
        chats.redact(id, 1);
        ContentStatistics counted = all();
        assertThat(counted.messages()).isEqualTo(2);
        assertThat(counted.tokens()).isZero();
        assertThat(counted.textBytes()).isEqualTo(1);
    }

    @Test
    void numbersAreDividedByRole() {
        chats.append(
                id,
                NewMessage.system("s"),
                NewMessage.user("one").withTokens(1),
                NewMessage.user("two").withTokens(2),
                NewMessage.tool("t"));
        chats.append(other, NewMessage.user("three").withTokens(3), NewMessage.assistant("a"));
        assertThat(groups(Grouping.ROLE))
                .containsExactly(
                        group("user", 2, 3, 6, 11),
                        group("assistant", 1, 1, 0, 1),
                        group("system", 1, 1, 0, 1),
                        group("tool", 1, 1, 0, 1));
    }

    @Test
    void aDayBeginsAtMidnightUtc() {
        clock.set(MIDNIGHT.minusNanos(1_000));
        say("one");
        clock.set(MIDNIGHT);
        say("two");
        say(other, "three");
        assertThat(groups(Grouping.DAY))
                .containsExactly(group("2026-03-01", 1, 1, 0, 3), group("2026-03-02", 2, 2, 0, 8));
    }

    @Test
    void theDayOnWhichAMessageWasSaidIsNotTheOneOnWhichItWasStored() {
        chats.append(
                id,
                NewMessage.user("a").withSaid(Instant.parse("1969-12-31T23:59:59.999999Z")),
                NewMessage.user("b").withSaid(Instant.parse("1969-12-31T00:00:00Z")),
                NewMessage.user("c").withSaid(Instant.parse("0001-01-01T00:00:00Z")),
                NewMessage.user("d"));
        assertThat(groups(Grouping.SAID_DAY))
                .containsExactly(
                        group("0001-01-01", 1, 1, 0, 1),
                        group("1969-12-31", 1, 2, 0, 2),
                        group("2026-03-01", 1, 1, 0, 1));
        assertThat(groups(Grouping.DAY)).containsExactly(group("2026-03-01", 1, 4, 0, 4));
    }

    @Test
    void moreMessagesThanOneReadTakesAreAllCountedOnce() {
        int many = ContentReader.MESSAGES_PER_READ + 1;
        say(other, "before");
        ConversationLoader.of(chats).orElseThrow().load(List.of(Snapshots.said(id, START, many)));
        long bytes = "before".length()
                + IntStream.rangeClosed(1, many)
                        .mapToLong(i -> ("text " + i).length())
                        .sum();
        assertThat(groups(Grouping.ROLE)).containsExactly(group("user", 2, many + 1, 0, bytes));
    }

    @Test
    void aLoadedConversationCountsAndAnEarlierRevisionDoesNot() {
        chats.append(id, NewMessage.user("text"));
        chats.edit(id, 1, MessageEdit.of("a"));
        ConversationLoader.of(chats).orElseThrow().load(List.of(Histories.renamed(Snapshots.of(chats, id), other)));
        ContentStatistics counted = all();
        assertThat(counted.conversations()).isEqualTo(2);
        assertThat(counted.messages()).isEqualTo(2);
        assertThat(counted.textBytes()).isEqualTo(2);
    }
}
