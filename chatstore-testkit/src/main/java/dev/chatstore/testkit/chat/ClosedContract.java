package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Storage that was closed. */
abstract class ClosedContract extends ChatContract {
    ClosedContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void everyMethodOfAClosedStoreThrowsClosedException() {
        say("one");
        storage.close();
        List<ThrowingCallable> calls = List.of(
                () -> chats.open(id, Profile.EMPTY),
                () -> chats.find(id),
                () -> chats.list(ConversationQuery.owner("Kari")),
                () -> chats.patch(ConversationPatch.of(id).withTitle("a title")),
                () -> chats.delete(id),
                () -> chats.appendAll(List.of(Append.of(id, NewMessage.user("two")))),
                () -> chats.history(id, Slice.oldest(1)),
                () -> chats.history(id, Slice.pathTo(1, 1)),
                () -> chats.find(id, 1),
                () -> chats.find(id, "an id"),
                () -> chats.edit(id, 1, MessageEdit.text("uno")),
                () -> chats.redact(id, 1),
                () -> chats.revisions(id, 1),
                () -> chats.append(Append.of(id, NewMessage.user("two"))),
                () -> chats.append(id, NewMessage.user("two")),
                () -> chats.recent(id, 1));
        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)).as("call %s", i).isInstanceOf(ClosedException.class);
        }
    }

    @Test
    void closingTwiceHasNoEffect() {
        storage.close();
        storage.close();
        assertThatThrownBy(() -> chats.find(id)).isInstanceOf(ClosedException.class);
    }

    @Test
    void callsDuringCloseSucceedOrThrowClosedException() {
        CountDownLatch underWay = new CountDownLatch(RACERS);
        List<Racers.Finish<List<AppendReceipt>>> finishes = Racers.race(RACERS + 1, racer -> {
            List<AppendReceipt> mine = new ArrayList<>();
            if (racer == RACERS) {
                underWay.await();
                storage.close();
                return mine;
            }
            try {
                while (true) {
                    mine.add(say("from " + racer, "and again"));
                    underWay.countDown();
                }
            } catch (ClosedException e) {
                return mine;
            }
        });
        assertThat(finishes).allSatisfy(finish -> assertThat(finish.failure()).isNull());
    }
}
