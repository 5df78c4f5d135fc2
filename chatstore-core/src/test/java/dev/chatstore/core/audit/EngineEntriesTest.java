package dev.chatstore.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.core.dump.DamagedDumpException;
import dev.chatstore.core.dump.RestoreReport;
import dev.chatstore.core.dump.StoreBackup;
import dev.chatstore.core.dump.StoreCopy;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import dev.chatstore.core.transfer.HistoryExport;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What long operations leave in the trails of the stores that they work on. */
class EngineEntriesTest {
    private static final ConversationId ANNA = ConversationId.of("acme", "anna");

    private final ChatStorage storage = open();
    private final ChatStorage other = open();
    private final Storage acting = storage.actingAs("operator:kari");

    @TempDir
    Path folder;

    private static ChatStorage open() {
        return ChatStorage.builder().url("memory:").set("audit", "changes").open();
    }

    @BeforeEach
    void fill() {
        storage.chats().append(ANNA, NewMessage.user("hello"), NewMessage.assistant("hello"));
        storage.chats().open(ConversationId.of("bert"), Profile.EMPTY);
    }

    @AfterEach
    void close() {
        storage.close();
        other.close();
    }

    private static List<String> entries(ChatStorage of, String tenant) {
        AuditTrail trail = of.audit();
        assertThat(trail.verify(Set.of()).isIntact()).isTrue();
        return trail.entries(AuditQuery.of(trail.nameOf(tenant)).withOldestFirst()).items().stream()
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.stage() + " "
                        + entry.subject().kind() + " " + new TreeMap<>(entry.amounts()))
                .toList();
    }

    @Test
    void aDumpAndABackupAreExports() throws IOException {
        StoreDump.of(acting).write(new ByteArrayOutputStream());
        StoreBackup.of(storage).into(folder).run();

        assertThat(entries(storage, AuditTrail.WHOLE_STORE))
                .containsExactly(
                        "operator:kari EXPORT BEGUN STORE {}",
                        "operator:kari EXPORT ENDED STORE {conversations=3, messages=3, sessions=0}",
                        "- EXPORT BEGUN STORE {}",
                        "- EXPORT ENDED STORE {conversations=3, messages=5, sessions=0}");
    }

    @Test
    void aRestoreIsRecordedAndBringsTheTrailsOfTheOtherStore() throws IOException {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        StoreDump.of(storage).write(dump);
        RestoreReport report =
                StoreRestore.into(other.actingAs("operator:kari")).read(new ByteArrayInputStream(dump.toByteArray()));

        assertThat(report.isComplete())
                .as("%s %s", report.summary(), report.refusals())
                .isTrue();
        assertThat(entries(other, AuditTrail.WHOLE_STORE))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("operator:kari RESTORE ENDED STORE {")
                .contains("conversations added=3");
        assertThat(other.audit().trails())
                .extracting(AuditTrailHead::store)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aRestoreIntoTheSameStoreLeavesItsTrailsAsTheyAre() throws IOException {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        StoreDump.of(storage).write(dump);
        RestoreReport report = StoreRestore.into(storage).read(new ByteArrayInputStream(dump.toByteArray()));

        assertThat(report.isComplete())
                .as("%s %s", report.summary(), report.refusals())
                .isTrue();
        assertThat(entries(storage, AuditTrail.WHOLE_STORE)).hasSize(4);
    }

    @Test
    void aFailedRestoreAndADryRun() throws IOException {
        ByteArrayInputStream damaged = new ByteArrayInputStream(new byte[100]);
        assertThatThrownBy(() -> StoreRestore.into(storage).read(damaged)).isInstanceOf(DamagedDumpException.class);
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        StoreDump.of(other).write(dump);
        StoreRestore.into(storage).asDryRun().read(new ByteArrayInputStream(dump.toByteArray()));

        assertThat(entries(storage, AuditTrail.WHOLE_STORE))
                .containsExactly("- RESTORE BEGUN STORE {}", "- RESTORE FAILED STORE {}");
    }

    @Test
    void aCopyIsRecordedInBothStoresAndLeavesTheirTrailsApart() {
        storage.chats().redact(ANNA, 1);
        StoreCopy copy =
                StoreCopy.from(acting).to(other.actingAs("operator:lars")).removingExtra();
        RestoreReport report = copy.run();

        assertThat(report.added().conversations()).isEqualTo(2);
        assertThat(copy.verify().isEqual()).isTrue();
        assertThat(copy.onlyChanged().run().removed().conversations()).isZero();
        assertThat(entries(storage, AuditTrail.WHOLE_STORE))
                .hasSize(4)
                .first()
                .isEqualTo("operator:kari COPY BEGUN STORE {}");
        assertThat(entries(other, AuditTrail.WHOLE_STORE))
                .hasSize(4)
                .first()
                .isEqualTo("operator:lars COPY BEGUN STORE {}");
        assertThat(other.audit().trails()).hasSize(1);
    }

    @Test
    void anImportItsUndoAndAnExportOfIt() throws IOException {
        Path file = folder.resolve("history.jsonl");
        Files.writeString(file, "{\"id\":\"kari\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}\n");
        HistoryImport into = HistoryImport.into(acting.chats()).forTenant("acme");
        ImportReport report = into.chatCompletions(file);
        HistoryExport.from(acting.chats()).write(ConversationQuery.ofTenant("acme"), folder.resolve("out.jsonl"));
        HistoryExport.from(acting.chats()).write(ANNA, folder.resolve("one.jsonl"));
        into.undo(report.run());

        assertThat(entries(storage, "acme"))
                .containsExactly(
                        "operator:kari IMPORT BEGUN TENANT {}",
                        "operator:kari IMPORT ENDED TENANT {conversations=1, messages added=1, skipped=0}",
                        "operator:kari EXPORT BEGUN TENANT {}",
                        "operator:kari EXPORT ENDED TENANT {conversations=2, messages=3}",
                        "operator:kari EXPORT RECORDED CONVERSATION {}",
                        "operator:kari UNDO BEGUN TENANT {}",
                        "operator:kari DELETE RECORDED CONVERSATION {messages=1}",
                        "operator:kari UNDO ENDED TENANT {conversations removed=1}");
    }
}
