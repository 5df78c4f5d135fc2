package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.redis.RedisStores;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that is closed between the commit of a write and the steps after it, which may fail as for an outage. */
class RedisClosingIT {
    private static final RedisStores STORES = RedisStores.onOneNode("closing");

    private final ConversationId id = ConversationId.of("a conversation");
    private final ConversationId other = ConversationId.of("another");
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Backend backend = open();
    private final ChatStore chats = backend.chats();

    private Backend open() {
        STORES.clear();
        return STORES.openBackend(InstantSource.system(), change -> closeOnDemand());
    }

    private void closeOnDemand() {
        if (closing.get()) {
            backend.close();
        }
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aDeleteThatIsMadeIsAcknowledged() {
        chats.open(id, Profile.EMPTY.withOwner("kari"));
        closing.set(true);
        assertThat(chats.delete(id)).isTrue();
    }

    @Test
    void anAppendThatIsMadeIsAcknowledgedAlthoughAnotherOfItsCallIsNot() {
        chats.append(id, NewMessage.user("one"));
        closing.set(true);
        List<AppendOutcome> outcomes = chats.appendAll(
                List.of(Append.of(id, NewMessage.user("two")), Append.of(other, NewMessage.user("three"))));
        assertThat(outcomes.get(0)).isInstanceOf(AppendReceipt.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        AppendRefusal.class,
                        refusal -> assertThat(refusal.reason()).isInstanceOf(ClosedException.class));
    }
}
