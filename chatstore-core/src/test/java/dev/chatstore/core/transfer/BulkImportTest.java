package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
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

/** Imports of more than one call: new conversations are loaded whole, those that exist are appended to. */
final class BulkImportTest {
    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private static String line(String id, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"role\":\"user\",\"content\":\"text " + i + "\"}")
                .collect(Collectors.joining(",", "{\"id\":\"" + id + "\",\"owner\":\"kari\",\"messages\":[", "]}"));
    }

    private static String[] lines(int conversations, int each) {
        return IntStream.range(0, conversations)
                .mapToObj(i -> line("c" + i, each))
                .toArray(String[]::new);
    }

    private Conversation head(String id) {
        return transfer.chats().find(ConversationId.of(id)).orElseThrow();
    }

    @Test
    void newConversationsAreOneVersionWithTheirProfile() throws IOException {
        assertThat(transfer.importLines(lines(120, 100))).satisfies(Transfer.counts(120, 12_000, 0, 0));
        for (int i = 0; i < 120; i++) {
            assertThat(head("c" + i).version()).isEqualTo(1);
            assertThat(head("c" + i).messageCount()).isEqualTo(100);
            assertThat(head("c" + i).profile()).isEqualTo(Profile.EMPTY.withOwner("kari"));
        }
    }

    @Test
    void thoseThatExistAmongThemAreAppendedTo() throws IOException {
        transfer.importLines(line("c3", 40), line("c44", 100));
        transfer.chats().append(ConversationId.of("c59"), NewMessage.user("the bot's own"));

        assertThat(transfer.importLines(lines(120, 100))).satisfies(Transfer.counts(120, 11_860, 140, 0));
        assertThat(head("c3").messageCount()).isEqualTo(100);
        assertThat(head("c59").messageCount()).isEqualTo(101);
        assertThat(transfer.importLines(lines(120, 100))).satisfies(Transfer.counts(120, 0, 12_000, 0));
    }

    @Test
    void aConversationLargerThanACallIsComplete() throws IOException {
        assertThat(transfer.importLines(line("a", 10_500), line("b", 3), line("a", 10_600)))
                .satisfies(Transfer.counts(3, 10_603, 10_500, 0));
        assertThat(head("a").messageCount()).isEqualTo(10_600);
        assertThat(transfer.messages("a")).first().extracting("text").isEqualTo("text 0");
        assertThat(transfer.chats().recent(ConversationId.of("a"), 1))
                .first()
                .extracting("text")
                .isEqualTo("text 10599");
    }

    @Test
    void aConversationWithoutMessagesIsThere() throws IOException {
        assertThat(transfer.importLines("{\"id\":\"empty\",\"messages\":[]}", line("b", 1)))
                .satisfies(Transfer.counts(2, 1, 0, 0));
        assertThat(head("empty").messageCount()).isZero();
    }

    @Test
    void aMessageThatIsTooLargeIsTheOnlyOneThatIsSkipped() throws IOException {
        String[] lines = lines(120, 100);
        lines[30] = lines[30].replace("\"text 50\"", "\"" + "x".repeat((1 << 20) + 1) + "\"");

        ImportReport report = transfer.importLines(lines);

        assertThat(report.added()).isEqualTo(11_999);
        assertThat(Transfer.places(report)).singleElement().asString().contains("c30", "messages[50]");
        assertThat(head("c30").messageCount()).isEqualTo(99);
    }

    @Test
    void aProfileThatIsTooLargeDoesNotCostItsConversation() throws IOException {
        String large =
                line("large", 1).replace("\"owner\"", "\"system\":\"" + "x".repeat((1 << 20) + 1) + "\",\"owner\"");

        ImportReport report = transfer.importLines(line("a", 2), large, line("b", 2));

        assertThat(report).satisfies(Transfer.counts(3, 5, 0, 0));
        assertThat(report.changedMeaning()).hasSize(1);
        assertThat(transfer.profile("large").systemPrompt()).isNull();
    }

    @Test
    void whatWasStoredBeforeAFailureIsCounted() throws IOException {
        Path file = transfer.file("lines.jsonl", String.join("\n", lines(200, 100)));
        List<ImportReport> reports = new ArrayList<>();
        try (ChatStorage small = ChatStorage.builder()
                .url("memory:")
                .set("memory.max-messages", "13050")
                .open()) {
            assertThatThrownBy(() -> HistoryImport.into(small.chats())
                            .onProgress(progress -> reports.add(progress.report()))
                            .chatCompletions(file))
                    .isInstanceOf(LimitExceededException.class);
            long stored = IntStream.range(0, 200)
                    .mapToLong(i -> small.chats()
                            .find(ConversationId.of("c" + i))
                            .map(Conversation::messageCount)
                            .orElse(0L))
                    .sum();
            assertThat(reports.get(reports.size() - 1).added())
                    .isEqualTo(stored)
                    .isEqualTo(13_000);
        }
    }

    @Test
    void aDecoratedStoreIsAppendedToThroughItsDecorator() throws IOException {
        List<Integer> calls = new ArrayList<>();
        Path file = transfer.file("lines.jsonl", String.join("\n", lines(6, 100)));

        ImportReport report =
                HistoryImport.into(new Counted(transfer.chats(), calls)).chatCompletions(file);

        assertThat(report).satisfies(Transfer.counts(6, 600, 0, 0));
        assertThat(calls).as("the log, and two groups").hasSize(3);
    }

    @Test
    void whatWasLoadedBeforeAnErrorOfTheProgramIsCounted() throws IOException {
        Path file = transfer.file("lines.jsonl", String.join("\n", lines(100, 100)));
        List<Throwable> errors = List.of(new IllegalArgumentException("broken"), new StackOverflowError());
        for (int i = 0; i < errors.size(); i++) {
            Throwable error = errors.get(i);
            String tenant = "tenant" + i;
            List<ImportReport> reports = new ArrayList<>();
            assertThatThrownBy(() -> HistoryImport.into(new Failing(transfer.chats(), "c50", error))
                            .forTenant(tenant)
                            .onProgress(progress -> reports.add(progress.report()))
                            .chatCompletions(file))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isSameAs(error),
                            thrown -> assertThat(thrown)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasCause(new IllegalArgumentException("broken")));
            long stored = IntStream.range(0, 100)
                    .mapToLong(c -> transfer.chats()
                            .find(new ConversationId(tenant, "c" + c))
                            .map(Conversation::messageCount)
                            .orElse(0L))
                    .sum();
            assertThat(reports.get(reports.size() - 1).added())
                    .isEqualTo(stored)
                    .isPositive();
        }
    }

    /** A store whose loader breaks on one conversation. */
    private static final class Failing extends ForwardingChatStore implements ConversationLoader {
        private final String broken;
        private final Throwable error;

        Failing(ChatStore delegate, String broken, Throwable error) {
            super(delegate);
            this.broken = broken;
            this.error = error;
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new Failing(other, broken, error);
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
            if (conversations.stream().anyMatch(one -> one.id().value().equals(broken))) {
                if (error instanceof Error thrown) {
                    throw thrown;
                }
                throw (RuntimeException) error;
            }
            return loader().load(conversations);
        }

        @Override
        public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
            return loader().replace(conversation, expectedVersion);
        }
    }

    private static final class Counted extends ForwardingChatStore {
        private final List<Integer> calls;

        Counted(ChatStore delegate, List<Integer> calls) {
            super(delegate);
            this.calls = calls;
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new Counted(other, calls);
        }

        @Override
        public List<AppendOutcome> appendAll(List<Append> appends) {
            calls.add(appends.size());
            return super.appendAll(appends);
        }
    }
}
