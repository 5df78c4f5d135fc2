package dev.chatstore.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureReport;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.core.erasure.PersonExport;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import dev.chatstore.core.retention.Retention;
import dev.chatstore.core.retention.RetentionPolicies;
import dev.chatstore.core.retention.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What retention, holds, erasures and exports of persons leave in the trail. */
class LifeEntriesTest {
    private static final String TENANT = "acme";
    private static final ConversationId OWNED = ConversationId.of(TENANT, "telegram-4711");

    private final ChatStorage storage =
            ChatStorage.builder().url("memory:").set("audit", "changes").open();
    private final Storage acting = storage.actingAs("operator:ola");

    @TempDir
    Path folder;

    @BeforeEach
    void fill() {
        storage.chats().open(OWNED, Profile.EMPTY.withOwner("4711"));
        storage.chats().append(OWNED, NewMessage.user("one"), NewMessage.user("two"), NewMessage.user("three"));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private List<AuditEntry> entries() {
        AuditTrail trail = storage.audit();
        assertThat(trail.verify(Set.of()).isIntact()).isTrue();
        return trail.entries(AuditQuery.of(trail.nameOf(TENANT)).withOldestFirst())
                .items();
    }

    private static String line(AuditEntry entry) {
        return entry.actor() + " " + entry.action() + " " + entry.stage() + " "
                + entry.subject().kind() + " " + new TreeMap<>(entry.amounts());
    }

    @Test
    void anErasureIsOneOperationWithoutAnIdOfThePerson() {
        ErasureReport report =
                Erasure.of(acting, Person.of(TENANT, "4711"), "operator:ola").run();

        assertThat(report.certificate().removed().conversations()).isOne();
        assertThat(entries())
                .extracting(LifeEntriesTest::line)
                .containsExactly(
                        "operator:ola ERASE BEGUN TENANT {}",
                        "operator:ola ERASE ENDED TENANT {conversations=1, importEntries=0, messageIds=0, messages=3,"
                                + " revisions=0, sessions=0, writtenMessages=0}");
        assertThat(entries()).noneMatch(entry -> entry.toString().contains("4711"));
        assertThat(entries()).extracting(entry -> entry.subject().id()).containsOnlyNulls();
    }

    @Test
    void retentionIsRecordedOnceForEachTenantAndNotIfItDoesNothing() {
        Retention keepsAll =
                Retention.of(acting).withPolicies(RetentionPolicies.of(RetentionPolicy.KEEP_ALL.keepMessages(10)));
        keepsAll.run();
        assertThat(entries()).isEmpty();

        Retention.of(acting)
                .withPolicies(RetentionPolicies.of(RetentionPolicy.KEEP_ALL.keepMessages(1)))
                .run();

        assertThat(entries())
                .extracting(LifeEntriesTest::line)
                .containsExactly(
                        "operator:ola RETENTION BEGUN TENANT {}",
                        "operator:ola RETENTION ENDED TENANT {conversations=1, conversationsArchived=0,"
                                + " conversationsRemoved=0, damaged=0, held=0, messagesRemoved=2}");
    }

    @Test
    void holdsAndTheirReleaseNameTheirSubject() {
        Holds holds = Holds.of(acting);
        holds.place(Held.owner(TENANT, "4711"), "case 1", "operator:ola");
        holds.release(Held.owner(TENANT, "4711"));

        assertThat(entries())
                .extracting(LifeEntriesTest::line)
                .containsExactly("operator:ola HOLD RECORDED OWNER {}", "operator:ola RELEASE RECORDED OWNER {}");
    }

    @Test
    void anExportOfAPersonIsRecorded() throws IOException {
        PersonExport.of(acting, Person.of(TENANT, "4711")).write(folder.resolve("person"));

        assertThat(entries())
                .extracting(LifeEntriesTest::line)
                .contains(
                        "operator:ola EXPORT BEGUN TENANT {}",
                        "operator:ola EXPORT ENDED TENANT {conversations=1, messages=3, sessions=0,"
                                + " writtenMessages=0}");
    }
}
