package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.testkit.MutableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreRestoreTest {
    private final MutableClock clock = MutableClock.at(FilledStore.START);
    private ChatStorage source;
    private ChatStorage target;
    private byte[] dump;

    @BeforeEach
    void open() {
        source = FilledStore.filled();
        target = FilledStore.empty(clock);
        dump = FilledStore.dump(source);
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private RestoreReport restore() throws IOException {
        return StoreRestore.into(target).read(new ByteArrayInputStream(dump));
    }

    private static StoreDigest digest(ChatStorage storage) {
        return StoreDigest.of(storage, StoreScope.everything());
    }

    @Test
    void everythingComesBackAsItWas() throws IOException {
        RestoreReport report = restore();

        assertThat(report.added()).isEqualTo(new Quantity(3, 8, 2));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.higherVersions()).isZero();
        assertThat(digest(target)).isEqualTo(digest(source));
        for (ConversationId id : List.of(FilledStore.USED, FilledStore.PLAIN, FilledStore.EMPTY)) {
            assertThat(target.chats().find(id))
                    .isEqualTo(source.chats().find(id))
                    .isPresent();
            List<Message> messages = source.chats().history(id, Slice.oldest(10));
            assertThat(target.chats().history(id, Slice.oldest(10))).isEqualTo(messages);
            for (Message message : messages) {
                assertThat(target.chats().revisions(id, message.sequence()))
                        .isEqualTo(source.chats().revisions(id, message.sequence()));
            }
        }
        assertThat(target.sessions("expiring", String.class).find(FilledStore.EXPIRING))
                .isEqualTo(source.sessions("expiring", String.class).find(FilledStore.EXPIRING))
                .isPresent();
        assertThat(target.sessions("plain", Integer.class).find(SessionKey.of("s")))
                .isEqualTo(source.sessions("plain", Integer.class).find(SessionKey.of("s")))
                .isPresent();
    }

    @Test
    void aSecondRestorePassesOverWhatIsEqual() throws IOException {
        restore();
        RestoreReport report = restore();
        assertThat(report.added()).isEqualTo(Quantity.NONE);
        assertThat(report.alreadyThere()).isEqualTo(new Quantity(3, 8, 2));
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void anInterruptedRestoreGoesOn() throws IOException {
        List<String> lines = DumpLines.of(dump);
        DamagedDumpException cut = catchThrowableOfType(
                DamagedDumpException.class,
                () -> StoreRestore.into(target).read(DumpLines.dump(lines.subList(0, lines.size() - 4))));
        assertThat(cut.restored()).isNotNull();
        assertThat(cut.restored().added().conversations()).isPositive();

        RestoreReport report = restore();
        assertThat(report.alreadyThere()).isEqualTo(cut.restored().added());
        assertThat(digest(target)).isEqualTo(digest(source));
    }

    @Test
    void whatIsDifferentIsLeftAsItIsAndListed() throws IOException {
        restore();
        target.chats().append(FilledStore.PLAIN, NewMessage.user("more"));
        target.sessions("plain", Integer.class).update(SessionKey.of("s"), state -> 8);
        Conversation ours = target.chats().find(FilledStore.PLAIN).orElseThrow();

        RestoreReport report = restore();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.different()).isEqualTo(new Quantity(1, 3, 1));
        assertThat(report.differentConversations()).containsExactly(FilledStore.PLAIN);
        assertThat(report.differentSessions()).containsExactly(SessionId.of("plain", SessionKey.of("s")));
        assertThat(report.summary()).contains("different: 1 conversation with 3 messages, 1 session");
        assertThat(target.chats().find(FilledStore.PLAIN)).contains(ours);
    }

    @Test
    void whatIsDifferentIsReplacedByChoice() throws IOException {
        target.chats().append(FilledStore.USED, NewMessage.user("ours"));
        target.sessions("plain", Integer.class).getOrCreate(SessionKey.of("s"), () -> 8);
        StoreRestore theirs = StoreRestore.into(target).onConflict(Conflict.REPLACE);

        RestoreReport report = theirs.read(new ByteArrayInputStream(dump));
        assertThat(report.replaced()).isEqualTo(new Quantity(1, 5, 1));
        assertThat(report.added()).isEqualTo(new Quantity(2, 3, 1));
        assertThat(report.higherVersions()).isEqualTo(1);
        assertThat(report.isComplete()).isTrue();
        assertThat(StoreCopy.from(source).to(target).verify().isEqual()).isTrue();
        assertThat(target.sessions("plain", Integer.class)
                        .find(SessionKey.of("s"))
                        .orElseThrow()
                        .state())
                .isEqualTo(7);
        assertThat(theirs.read(new ByteArrayInputStream(dump)).alreadyThere()).isEqualTo(new Quantity(3, 8, 2));
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() throws IOException {
        target.chats().append(FilledStore.PLAIN, NewMessage.user("ours"));
        StoreDigest before = digest(target);
        RestoreReport dry = StoreRestore.into(target).asDryRun().read(new ByteArrayInputStream(dump));

        assertThat(digest(target)).isEqualTo(before);
        RestoreReport wet = restore();
        assertThat(dry.dryRun()).isTrue();
        assertThat(dry.added()).isEqualTo(wet.added()).isEqualTo(new Quantity(2, 5, 2));
        assertThat(dry.different()).isEqualTo(wet.different());
        assertThat(dry.summary()).startsWith("dry run: would add 2 conversations");
    }

    @Test
    void inThePlaceOfADeletedOneOnlyTheVersionsAreHigher() throws IOException {
        target.chats().append(FilledStore.PLAIN, NewMessage.user("old"));
        target.chats().delete(FilledStore.PLAIN);
        RestoreReport report = restore();
        assertThat(report.higherVersions()).isEqualTo(1);
        assertThat(digest(target)).isNotEqualTo(digest(source));
        assertThat(StoreCopy.from(source).to(target).verify().isEqual()).isTrue();
        assertThat(restore().alreadyThere()).isEqualTo(new Quantity(3, 8, 2));
    }

    @Test
    void aSessionWhoseTimeIsOverDoesNotComeBack() throws IOException {
        clock.set(FilledStore.START.plus(Duration.ofHours(1)));
        assertThat(restore().expired()).isEqualTo(1);
        assertThat(target.sessions("expiring", String.class).find(FilledStore.EXPIRING))
                .isEmpty();
        assertThat(digest(target).sessions()).isEqualTo(1);
    }

    @Test
    void whatExceedsALimitIsRefusedAndTheRestComes() throws IOException {
        ConversationId large = ConversationId.of("large");
        source.chats().append(large, NewMessage.user("x".repeat(3_000)));
        dump = FilledStore.dump(source);
        try (ChatStorage limited = FilledStore.open(clock, Map.of("limits.message-bytes", "2KiB"))) {
            RestoreReport report = StoreRestore.into(limited).read(new ByteArrayInputStream(dump));
            assertThat(report.refused()).isEqualTo(new Quantity(1, 1, 0));
            assertThat(report.refusals()).singleElement().isInstanceOf(LimitExceededException.class);
            assertThat(report.added()).isEqualTo(new Quantity(3, 8, 2));
            assertThat(report.isComplete()).isFalse();
            assertThat(limited.chats().find(large)).isEmpty();
        }
    }

    @Test
    void aConversationThatIsLargerThanTheMemoryOfACallComesWhole() throws IOException {
        ConversationId id = ConversationId.of("large");
        int count = 12_000;
        Instant time = FilledStore.START;
        List<MessageSnapshot> messages = LongStream.rangeClosed(1, count)
                .mapToObj(i -> new MessageSnapshot(Message.appended(
                        NewMessage.user("text " + i + "x".repeat(600)).withId("m" + i), i, i, time)))
                .toList();
        StoreAccess.of(source)
                .orElseThrow()
                .loader()
                .load(List.of(new ConversationSnapshot(
                        new Conversation(id, count, count, count, 0, Profile.EMPTY, false, time, time, time),
                        messages)));
        dump = FilledStore.dump(source);
        List<TransferProgress> heard = new ArrayList<>();
        RestoreReport report = StoreRestore.into(target).onProgress(heard::add).read(new ByteArrayInputStream(dump));

        assertThat(report.added()).isEqualTo(new Quantity(4, count + 8L, 2));
        assertThat(digest(target)).isEqualTo(digest(source));
        assertThat(restore().alreadyThere()).isEqualTo(report.added());
        TransferProgress last = heard.get(heard.size() - 1);
        assertThat(last.messages()).isEqualTo(count + 8L);
        assertThat(last.bytes()).isEqualTo(dump.length);
        assertThat(last.totalBytes()).isEqualTo(-1);
    }
}
