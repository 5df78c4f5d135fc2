package dev.chatstore.core.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.core.erasure.ErasureCertificate.Outcome;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of an import names conversations until they are erased, and the rest of it can be undone after that. */
class ErasedImportLogTest {
    @TempDir
    private Path folder;

    private static List<Message> logged(ChatStorage storage) {
        ConversationId log = storage.chats()
                .list(ConversationQuery.ofTenant("chatstore.imports"))
                .items()
                .get(0)
                .id();
        return storage.chats().recent(log, 10);
    }

    @Test
    void entriesGoWithTheirConversationsAndOthersAreUndone() throws IOException {
        Path source = folder.resolve("chats.jsonl");
        Files.writeString(source, """
                {"id": "kari-1", "messages": [{"role": "user", "content": "secret"}]}
                {"id": "ola-1", "messages": [{"role": "user", "content": "hello"}]}
                {"id": "kari-2", "messages": [{"role": "user", "content": "secret"}]}
                """);
        try (ChatStorage storage = PersonInStore.open(MutableClock.at(PersonInStore.START))) {
            String run = HistoryImport.into(storage.chats()).run(source).run();
            Person kari = Person.in(ConversationId.DEFAULT_TENANT)
                    .withConversation("kari-1")
                    .withConversation("kari-2");
            assertThat(logged(storage)).extracting(Message::text).anyMatch(text -> text.contains("kari-1"));
            assertThat(Erasure.of(storage, kari, "operator:ola")
                            .dryRun()
                            .certificate()
                            .removed())
                    .isEqualTo(new ErasedAmounts(2, 2, 0, 0, 0, 0, 2));

            ErasureCertificate certificate =
                    Erasure.of(storage, kari, "operator:ola").run().certificate();
            assertThat(certificate.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(certificate.removed()).isEqualTo(new ErasedAmounts(2, 2, 0, 0, 0, 0, 2));
            assertThat(logged(storage))
                    .extracting(Message::text)
                    .noneMatch(text -> text.contains("kari"))
                    .anyMatch(text -> text.contains("ola-1"));
            HistoryImport.into(storage.chats()).undo(run);
            assertThat(storage.chats().find(ConversationId.of("ola-1"))).isEmpty();
        }
    }
}
