package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time at which a message was said. */
abstract class SaidContract extends ChatContract {
    private static final Instant SAID = Instant.parse("2019-05-17T08:30:00.654321Z");

    SaidContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aMessageWithoutATimeWasSaidWhenItWasStored() {
        say("now");
        assertThat(history().get(0).said())
                .isEqualTo(START)
                .isEqualTo(history().get(0).created());
    }

    @Test
    void aGivenTimeIsReturnedByEveryReadAndTheTimeOfStorageStaysNextToIt() {
        chats.append(id, NewMessage.user("then").withId("m").withSaid(SAID), NewMessage.user("now"));

        Message message = chats.find(id, 1).orElseThrow();
        assertThat(message.said()).isEqualTo(SAID);
        assertThat(message.created()).isEqualTo(START);
        assertThat(chats.find(id, "m")).contains(message);
        for (Slice slice : List.of(
                Slice.newest(2), Slice.oldest(2), Slice.pathTo(2, 2), Slice.pathToNewest(2), Slice.repliesTo(0, 2))) {
            assertThat(chats.history(id, slice)).as(slice.toString()).contains(message);
            assertThat(chats.latest().history(id, slice)).as(slice.toString()).contains(message);
        }
        assertThat(chats.revisions(id, 1)).containsExactly(message);
        assertThat(missed().get(0)).isEqualTo(message);
    }

    private List<Message> missed() {
        try {
            chats.append(Append.of(id, NewMessage.user("late")).expecting(0));
            throw new AssertionError("no conflict");
        } catch (ConflictException e) {
            return e.missed();
        }
    }

    @Test
    void itOrdersNothing() {
        clock.advance(Duration.ofDays(1));
        chats.append(
                id,
                NewMessage.user("b").withSaid(SAID.plusSeconds(2)),
                NewMessage.user("a").withSaid(SAID.plusSeconds(1)),
                NewMessage.user("c").withSaid(SAID.plusSeconds(3)));
        assertThat(texts()).containsExactly("b", "a", "c");
        assertThat(head().lastActivity()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void anEditAndARedactionKeepIt() {
        chats.append(id, NewMessage.user("then").withSaid(SAID));
        clock.advance(Duration.ofMinutes(1));
        assertThat(chats.edit(id, 1, MessageEdit.of("edited")).orElseThrow().said())
                .isEqualTo(SAID);
        assertThat(chats.redact(id, 1).orElseThrow().said()).isEqualTo(SAID);
        assertThat(chats.find(id, 1).orElseThrow().said()).isEqualTo(SAID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"})
    void everyTimeThatIsAcceptedIsReturnedToTheMicrosecond(String said) {
        ConversationId other = ConversationId.of(said);
        chats.append(other, NewMessage.user("then").withSaid(Instant.parse(said)));
        assertThat(chats.latest().recent(other, 1).get(0).said()).isEqualTo(Instant.parse(said));
        assertThat(chats.recent(other, 1).get(0).said()).isEqualTo(Instant.parse(said));
    }
}
