package dev.chatstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store on Redis tells of what it has committed. */
class RedisChangesIT {
    private static final String PREFIX = "changes";
    private static final int WRITERS = 8;
    private static final int ROUNDS = 20;

    private final TestRedis server = RedisServers.shared();
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Backend backend = new RedisBackendProvider()
            .open(new BackendContext(
                    ConnectionUrl.parse(server.url()),
                    new Settings(Map.of("redis.prefix", PREFIX)),
                    InstantSource.system(),
                    new SecureRandom(),
                    changes::add));
    private final ChatStore chats = backend.chats();
    private final ConversationId id = ConversationId.of("a conversation");

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void eachKindOfChangeIsToldAsItIs() {
        chats.open(id, Profile.EMPTY.withTitle("a title"));
        chats.append(
                id,
                NewMessage.user("one").withId("1"),
                NewMessage.assistant("two").withParent(0));
        chats.edit(id, 1, MessageEdit.text("uno"));
        chats.patch(ConversationPatch.of(id).withOwner("Kari"));
        chats.redact(id, 2);
        List<dev.chatstore.api.Message> messages = chats.history(id, Slice.oldest(2));
        dev.chatstore.api.Conversation head = chats.find(id).orElseThrow();
        chats.delete(id);

        assertThat(versions()).isEqualTo(upTo(6));
        assertThat(((Change.Appended) changes.get(1)).messages()).hasSize(2);
        assertThat(((Change.Revised) changes.get(2)).message()).isEqualTo(messages.get(0));
        assertThat(((Change.Described) changes.get(3)).head().profile()).isEqualTo(head.profile());
        assertThat(((Change.Revised) changes.get(4)).message()).isEqualTo(messages.get(1));
        assertThat(changes.get(5)).isEqualTo(new Change.Removed(id, 6));
    }

    @Test
    void whatWasAppendedIsToldAsAReaderGetsIt() {
        chats.append(
                id, NewMessage.user("one").withId("1"), NewMessage.tool("two").withParent(0));
        assertThat(((Change.Appended) changes.get(0)).messages()).isEqualTo(chats.recent(id, 2));
    }

    @Test
    void whatChangesNothingIsNotTold() {
        AppendReceipt receipt = chats.append(id, NewMessage.user("one").withId("1"));
        changes.clear();
        chats.append(id, NewMessage.user("one").withId("1"));
        chats.appendAll(List.of(Append.of(id, NewMessage.user("two")).expecting(receipt.version() + 1)));
        chats.edit(id, 1, MessageEdit.text("one"));
        chats.patch(ConversationPatch.of(id).withArchived(false));
        chats.delete(ConversationId.of("another"));
        assertThat(changes).isEmpty();
    }

    @Test
    void theChangesOfManyWritersAreToldInTheOrderOfTheirVersions() {
        chats.append(id, NewMessage.user("one"));
        Racers.all(WRITERS, lane -> {
            for (int i = 0; i < ROUNDS; i++) {
                chats.append(id, NewMessage.user(lane + "/" + i));
                chats.appendAll(List.of(
                        Append.of(ConversationId.of("of " + lane), NewMessage.user("one")),
                        Append.of(id, NewMessage.user("two")),
                        Append.of(id, NewMessage.user("three"))));
                chats.edit(id, 1, MessageEdit.text(lane + "/" + i));
                chats.patch(ConversationPatch.of(id).withTitle(lane + "/" + i));
            }
            return lane;
        });
        assertThat(versions()).isEqualTo(upTo(1 + 5 * WRITERS * ROUNDS));
    }

    private List<Long> versions() {
        return changes.stream()
                .filter(change -> change.conversation().equals(id))
                .map(Change::version)
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
