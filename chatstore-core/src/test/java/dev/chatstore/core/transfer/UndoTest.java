package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An undo removes what one run created, and nothing that came from elsewhere. */
final class UndoTest {
    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private static String line(String id, int messages) {
        return IntStream.range(0, messages)
                .mapToObj(i -> "{\"role\":\"user\",\"content\":\"text " + i + "\"}")
                .collect(Collectors.joining(",", "{\"id\":\"" + id + "\",\"messages\":[", "]}"));
    }

    private long conversations() {
        return transfer.conversations().size();
    }

    @Test
    void allThatARunCreatedIsRemovedAndCanBeImportedAgain() throws IOException {
        ImportReport report = transfer.importLines(line("a", 3), line("b", 0), line("c", 600));

        List<Long> heard = new ArrayList<>();
        UndoReport undone = transfer.into().undo(report.run(), heard::add);

        assertThat(undone).isEqualTo(new UndoReport(report.run(), 3, 0, 0, List.of()));
        assertThat(heard).containsExactly(1L, 2L, 3L);
        assertThat(conversations()).isZero();
        assertThat(transfer.chats().find(RunLog.id(report.run()))).isEmpty();
        assertThat(transfer.importLines(line("a", 3), line("b", 0), line("c", 600)))
                .satisfies(Transfer.counts(3, 603, 0, 0));
    }

    @Test
    void aConversationThatWasStoredInSeveralPartsIsRemoved() throws IOException {
        ImportReport report = transfer.importLines(line("a", 1), line("large", 10_500), line("z", 1));

        assertThat(transfer.into().undo(report.run())).isEqualTo(new UndoReport(report.run(), 3, 0, 0, List.of()));
        assertThat(conversations()).isZero();
    }

    @Test
    void whatChangedSinceIsLeftWithEverythingInIt() throws IOException {
        ImportReport report = transfer.importLines(
                line("appended", 2), line("edited", 2), line("redacted", 2), line("patched", 2), line("same", 2));
        ChatStore chats = transfer.chats();
        chats.append(ConversationId.of("appended"), NewMessage.user("later"));
        chats.edit(ConversationId.of("edited"), 1, MessageEdit.of("edited"));
        chats.redact(ConversationId.of("redacted"), 1);
        chats.patch(ConversationPatch.of(ConversationId.of("patched")).withTitle("mine"));

        UndoReport undone = transfer.into().undo(report.run());

        assertThat(undone.removed()).isEqualTo(1);
        assertThat(undone.left()).isEqualTo(4);
        assertThat(undone.reasons()).hasSize(4).allMatch(reason -> reason.endsWith("as the run has stored it"));
        assertThat(transfer.texts("appended")).containsExactly("text 0", "text 1", "later");
        assertThat(transfer.texts("same")).isEmpty();
    }

    @Test
    void whatExistedBeforeTheRunIsLeftAndReported() throws IOException {
        transfer.importLines(line("a", 2));
        ImportReport second = transfer.importLines(line("a", 4), line("b", 1));

        UndoReport undone = transfer.into().undo(second.run());

        assertThat(undone.removed()).isEqualTo(1);
        assertThat(undone.reasons())
                .containsExactly("a existed before the run, and keeps the messages that it received");
        assertThat(transfer.texts("a")).hasSize(4);
        assertThat(transfer.texts("b")).isEmpty();
    }

    @Test
    void oneRunIsUndoneAndTheOtherStays() throws IOException {
        ImportReport first = transfer.importLines(line("a", 2));
        ImportReport second = transfer.importLines(line("a", 2), line("b", 2));

        transfer.into().undo(second.run());

        assertThat(transfer.texts("a")).hasSize(2);
        assertThat(transfer.texts("b")).isEmpty();
        assertThat(transfer.into().undo(first.run()).removed()).isEqualTo(1);
    }

    @Test
    void aConversationThatIsInTheSourceTwiceIsRemoved() throws IOException {
        ImportReport report = transfer.importLines(line("a", 2), line("b", 1), line("a", 4), line("a", 4));

        assertThat(transfer.texts("a")).hasSize(4);
        assertThat(transfer.into().undo(report.run())).isEqualTo(new UndoReport(report.run(), 2, 0, 0, List.of()));
    }

    @Test
    void aRunOfATenantIsUndoneThere() throws IOException {
        Path source = transfer.file("lines.jsonl", line("a", 2));
        transfer.into().chatCompletions(source);
        ImportReport report = transfer.into().forTenant("acme").chatCompletions(source);

        transfer.into().undo(report.run());

        assertThat(transfer.texts("a")).hasSize(2);
        assertThat(transfer.chats().find(ConversationId.of("acme", "a"))).isEmpty();
    }

    @Test
    void aRunThatFailedOnTheWayIsUndoneByWhatItsLogAnnounced() throws IOException {
        String[] lines =
                IntStream.range(0, 100).mapToObj(i -> line("c" + i, 100)).toArray(String[]::new);
        Path source = transfer.file("lines.jsonl", String.join("\n", lines));
        assertThatThrownBy(
                        () -> HistoryImport.into(new Failing(transfer.chats())).chatCompletions(source))
                .isInstanceOf(RuntimeException.class);
        assertThat(conversations()).isPositive();
        String run = transfer.runs().get(0);

        UndoReport undone = transfer.into().undo(run);

        assertThat(undone.removed()).isPositive();
        assertThat(undone.gone()).isPositive();
        assertThat(undone.left()).isZero();
        assertThat(conversations()).isZero();
    }

    @Test
    void aConversationOfTheSameIdThatSomebodyElseCreatedIsNotTakenForTheRuns() throws IOException {
        ImportReport report = transfer.importLines(line("a", 2));
        transfer.chats().delete(ConversationId.of("a"));
        transfer.chats().append(ConversationId.of("a"), NewMessage.user("text 0"), NewMessage.user("text 1"));

        UndoReport undone = transfer.into().undo(report.run());

        assertThat(undone.removed()).isZero();
        assertThat(transfer.texts("a")).hasSize(2);
    }

    @Test
    void anUndoCanBeRepeatedUntilNothingIsLeft() throws IOException {
        ImportReport report = transfer.importLines(line("a", 2), line("b", 2));
        transfer.chats().append(ConversationId.of("b"), NewMessage.user("later"));

        assertThat(transfer.into().undo(report.run()).left()).isEqualTo(1);
        transfer.chats().delete(ConversationId.of("b"));

        assertThat(transfer.into().undo(report.run())).isEqualTo(new UndoReport(report.run(), 0, 2, 0, List.of()));
        assertThatThrownBy(() -> transfer.into().undo(report.run())).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aRunIntoADecoratedStoreIsUndone() throws IOException {
        Path source = transfer.file("lines.jsonl", line("a", 700) + "\n" + line("b", 2) + "\n" + line("c", 0));
        ImportReport report =
                HistoryImport.into(new Decorated(transfer.chats())).chatCompletions(source);

        assertThat(transfer.into().undo(report.run()).removed()).isEqualTo(3);
        assertThat(conversations()).isZero();
    }

    @Test
    void aStoreOfShortTextsHasALogToo() throws IOException {
        Path source = transfer.file(
                "lines.jsonl",
                IntStream.range(0, 30).mapToObj(i -> line("c" + i, 3)).collect(Collectors.joining("\n")));
        try (ChatStorage small = ChatStorage.builder()
                .url("memory:")
                .set("limits.message-bytes", "200")
                .open()) {
            ImportReport report = HistoryImport.into(small.chats()).chatCompletions(source);

            assertThat(report.added()).isEqualTo(90);
            assertThat(HistoryImport.into(small.chats()).undo(report.run()).removed())
                    .isEqualTo(30);
        }
    }

    @Test
    void anUnknownRunIsRefused() {
        assertThatThrownBy(() -> transfer.into().undo("nothing"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("must be one of the runs that the store lists");
        try (ChatStorage other = ChatStorage.open("memory:")) {
            assertThatThrownBy(() -> HistoryImport.into(other.chats()).undo(""))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    /** A store that is appended to through its decorator. */
    private static class Decorated extends ForwardingChatStore {
        Decorated(ChatStore delegate) {
            super(delegate);
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new Decorated(other);
        }
    }

    /** A store whose loader breaks on one conversation, as if the process had ended there. */
    private static final class Failing extends Decorated implements ConversationLoader {
        Failing(ChatStore delegate) {
            super(delegate);
        }

        private ConversationLoader loader() {
            return ConversationLoader.of(delegate()).orElseThrow();
        }

        @Override
        public Instant now() {
            return loader().now();
        }

        @Override
        public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
            if (conversations.stream().anyMatch(one -> one.id().value().equals("c60"))) {
                throw new IllegalArgumentException("broken");
            }
            return loader().load(conversations);
        }

        @Override
        public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
            return loader().replace(conversation, expectedVersion);
        }
    }
}
