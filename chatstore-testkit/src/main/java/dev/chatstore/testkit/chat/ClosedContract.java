package dev.chatstore.testkit.chat;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Subscription;
import dev.chatstore.testkit.EveryMethod;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Storage that was closed. */
abstract class ClosedContract extends ChatContract {
    ClosedContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void everyMethodOfAClosedStoreThrowsClosedException() {
        say("one");
        ChatStore latest = chats.latest();
        NewMessage message = NewMessage.user("two");
        Map<Class<?>, Object> arguments = Map.ofEntries(
                entry(ConversationId.class, id),
                entry(Profile.class, Profile.EMPTY),
                entry(ConversationQuery.class, ConversationQuery.ofOwner("Kari")),
                entry(ConversationPatch.class, ConversationPatch.of(id).withTitle("a title")),
                entry(Append.class, Append.of(id, message)),
                entry(NewMessage.class, message),
                entry(NewMessage[].class, new NewMessage[] {message}),
                entry(MessageEdit.class, MessageEdit.of("uno")),
                entry(Slice.class, Slice.newest(1)),
                entry(String.class, "an id"),
                entry(long.class, 1L),
                entry(int.class, 1));
        storage.close();
        for (ChatStore view : List.of(chats, latest)) {
            EveryMethod.assertThrows(ChatStore.class, view, arguments, ClosedException.class);
        }
    }

    @Test
    void closingTwiceHasNoEffect() {
        storage.close();
        storage.close();
        assertThatThrownBy(() -> chats.find(id)).isInstanceOf(ClosedException.class);
    }

    @Test
    void subscribingDuringCloseSucceedsOrThrowsClosedException() {
        CountDownLatch underWay = new CountDownLatch(RACERS);
        List<Racers.Finish<Integer>> finishes = Racers.race(RACERS + 1, racer -> {
            int subscribed = 0;
            if (racer == RACERS) {
                underWay.await();
                storage.close();
                return subscribed;
            }
            try {
                while (true) {
                    Subscription subscription = racer % 2 == 0
                            ? storage.subscribe(id, change -> {})
                            : storage.subscribeTenant(id.tenant(), change -> {});
                    say("from " + racer);
                    subscription.close();
                    subscribed++;
                    underWay.countDown();
                }
            } catch (ClosedException e) {
                return subscribed;
            }
        });
        assertThat(finishes).allSatisfy(finish -> assertThat(finish.failure()).isNull());
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
