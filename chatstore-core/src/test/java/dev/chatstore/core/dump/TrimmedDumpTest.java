package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dumps and copies of conversations whose oldest messages were removed. */
class TrimmedDumpTest {
    private final ChatStorage source = FilledStore.filled();
    private final ChatStorage target = FilledStore.empty();

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static int trim(ChatStorage storage, ConversationId id, long first) {
        return StoreAccess.of(storage).orElseThrow().oldMessages().trim(id, first, OldMessages.MESSAGES_PER_CALL);
    }

    private static StoreDigest digest(ChatStorage storage) {
        return StoreDigest.of(storage, StoreScope.everything());
    }

    private static Conversation head(ChatStorage storage, ConversationId id) {
        return storage.chats().find(id).orElseThrow();
    }

    @Test
    void aRestoredConversationIsEqualAndRecognizesWhatIsSentAgain() throws IOException {
        assertThat(trim(source, FilledStore.USED, 4)).isEqualTo(3);
        assertThat(trim(source, FilledStore.PLAIN, 9)).isEqualTo(3);
        StoreRestore.into(target).read(new ByteArrayInputStream(FilledStore.dump(source)));

        assertThat(digest(target)).isEqualTo(digest(source));
        assertThat(head(target, FilledStore.USED)).isEqualTo(head(source, FilledStore.USED));
        assertThat(head(target, FilledStore.USED).firstSequence()).isEqualTo(4);
        assertThat(target.chats()
                        .append(FilledStore.USED, NewMessage.system("s").withId("m1"))
                        .duplicate())
                .isTrue();
        assertThatThrownBy(() -> target.chats()
                        .append(FilledStore.PLAIN, NewMessage.user("other").withId("an id")))
                .isInstanceOf(DuplicateMessageException.class);
        assertThat(target.chats()
                        .append(FilledStore.PLAIN, NewMessage.user("next"))
                        .sequences())
                .containsExactly(4L);
    }

    @Test
    void aDumpOfWhatIsWholeHasNothingNew() throws IOException {
        List<String> lines = DumpLines.of(FilledStore.dump(source));
        assertThat(lines).noneMatch(line -> line.contains("forgotten") || line.contains("firstSequence"));
    }

    @Test
    void aSecondCopyReplacesWhatWasTrimmedSince() {
        StoreCopy copy = StoreCopy.from(source).to(target);
        copy.run();
        trim(source, FilledStore.USED, 3);
        assertThat(copy.verify().isEqual()).isFalse();
        RestoreReport second = copy.onlyChanged().onConflict(Conflict.REPLACE).run();
        assertThat(second.replaced()).isEqualTo(new Quantity(1, 3, 0));
        assertThat(copy.verify().isEqual()).isTrue();
        assertThat(copy.run().alreadyThere()).isEqualTo(new Quantity(3, 6, 2));
    }

    @Test
    void aChangedIdOfARemovedMessageIsNoticed() throws IOException {
        trim(source, FilledStore.PLAIN, 3);
        List<String> lines = DumpLines.of(FilledStore.dump(source));
        List<String> changed = new ArrayList<>(lines);
        changed.replaceAll(line -> line.startsWith("{\"forgotten\"") ? line.replace("an id", "an ID") : line);
        assertThat(changed).isNotEqualTo(lines);
        List<String> without = new ArrayList<>(lines);
        without.removeIf(line -> line.startsWith("{\"forgotten\""));
        List<String> begun = new ArrayList<>(lines);
        begun.replaceAll(line -> line.replace("\"firstSequence\":3", "\"firstSequence\":2"));
        for (List<String> damaged : List.of(changed, without, begun)) {
            assertThatThrownBy(() -> StoreRestore.into(target).read(DumpLines.dump(damaged)))
                    .isInstanceOf(DamagedDumpException.class);
        }
    }

    /** More than a restore keeps in memory of one conversation. */
    @Test
    void manyIdsAreRestored() throws IOException {
        ConversationId id = ConversationId.of("long");
        String suffix = "\uD83D\uDE00".repeat(250);
        for (int i = 0; i < 5; i++) {
            int from = i * 1_000;
            source.chats()
                    .appendAll(List.of(Append.of(
                            id,
                            IntStream.range(from, from + 1_000)
                                    .mapToObj(j -> NewMessage.user("text").withId(j + suffix))
                                    .toList())));
            trim(source, id, Long.MAX_VALUE);
        }
        StoreRestore.into(target).read(new ByteArrayInputStream(FilledStore.dump(source)));
        assertThat(digest(target)).isEqualTo(digest(source));
        assertThat(target.chats()
                        .append(id, NewMessage.user("text").withId(4_999 + suffix))
                        .sequences())
                .containsExactly(5_000L);
    }
}
