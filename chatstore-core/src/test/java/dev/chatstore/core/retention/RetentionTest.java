package dev.chatstore.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RetentionTest {
    private static final ConversationId KARI = ConversationId.of("acme", "kari");
    private static final ConversationId OLA = ConversationId.of("acme", "ola");
    private static final RetentionPolicy NONE = RetentionPolicy.KEEP_ALL;

    private final MutableClock clock = MutableClock.at(Stores.START);
    private final ChatStorage storage = Stores.open(clock);

    @AfterEach
    void close() {
        storage.close();
    }

    private Retention retention(RetentionPolicy policy) {
        return Retention.of(storage).withPolicies(RetentionPolicies.of(policy));
    }

    private RetentionCounts run(RetentionPolicy policy) {
        return retention(policy).run().orElseThrow().total();
    }

    private Map<String, String> acme() {
        return Stores.content(storage, "acme");
    }

    @Test
    void aConversationKeepsItsNewestMessagesAndItsSequencesGoOn() {
        Stores.append(storage, KARI, "kari", 5);
        Stores.append(storage, OLA, "ola", 2);

        assertThat(run(NONE.keepMessages(2))).isEqualTo(new RetentionCounts(2, 0, 0, 3, 0, 0));

        Stores.append(storage, KARI, "kari", 1);
        assertThat(acme()).containsOnly(Map.entry("kari", "[4, 5, 6]"), Map.entry("ola", "[1, 2]"));
    }

    @Test
    void anIdleConversationIsRemovedFromExactlyTheTimeOn() {
        Stores.append(storage, KARI, "kari", 3);
        clock.advance(Duration.ofSeconds(1));
        Stores.append(storage, OLA, "ola", 1);
        clock.advance(Duration.ofDays(30).minusSeconds(1));

        assertThat(run(NONE.removeAfter(Duration.ofDays(30)))).isEqualTo(new RetentionCounts(2, 1, 0, 3, 0, 0));
        assertThat(acme()).containsOnlyKeys("ola");
    }

    @Test
    void anArchivedConversationIsRemovedToo() {
        Stores.append(storage, KARI, "kari", 1);
        clock.advance(Duration.ofDays(1));
        run(NONE.archiveAfter(Duration.ofDays(1)));
        assertThat(acme()).containsEntry("kari", "archived [1]");

        assertThat(run(NONE.removeAfter(Duration.ofDays(1))).conversationsRemoved())
                .isEqualTo(1);
    }

    @Test
    void messagesOfAnAgeAreRemovedUpToTheFirstYoungerOne() {
        Stores.append(storage, KARI, "kari", 250);
        clock.advance(Duration.ofDays(10));
        Stores.append(storage, KARI, "kari", 2);
        clock.advance(Duration.ofDays(-20));
        Stores.append(storage, KARI, "kari", 1);
        clock.advance(Duration.ofDays(20));

        assertThat(run(NONE.removeMessagesAfter(Duration.ofDays(10))).messagesRemoved())
                .isEqualTo(250);
        assertThat(acme()).containsEntry("kari", "[251, 252, 253]");
    }

    @Test
    void aConversationThatLosesAllMessagesStaysWithItsProfile() {
        Stores.append(storage, KARI, "kari", 3);
        clock.advance(Duration.ofDays(10));

        run(NONE.removeMessagesAfter(Duration.ofDays(10)));

        assertThat(storage.chats().find(KARI)).get().satisfies(head -> {
            assertThat(head.messageCount()).isZero();
            assertThat(head.profile().owner()).isEqualTo("kari");
        });
        assertThat(storage.chats().append(KARI, NewMessage.user("again")).firstSequence())
                .isEqualTo(4);
    }

    @Test
    void anOwnerKeepsTheNewestMessagesOfAllConversations() {
        ConversationId second = ConversationId.of("acme", "kari-2");
        ConversationId empty = ConversationId.of("acme", "kari-3");
        storage.chats().open(empty, Profile.EMPTY.withOwner("kari"));
        for (int i = 0; i < 15; i++) {
            Stores.append(storage, KARI, "kari", 1);
            clock.advance(Duration.ofSeconds(1));
            Stores.append(storage, second, "kari", 2);
            clock.advance(Duration.ofSeconds(1));
        }
        Stores.append(storage, OLA, "ola", 4);

        assertThat(run(NONE.keepMessagesOfOwner(4))).isEqualTo(new RetentionCounts(4, 0, 0, 41, 0, 0));
        assertThat(acme())
                .containsOnly(
                        Map.entry("kari", "[15]"),
                        Map.entry("kari-2", "[28, 29, 30]"),
                        Map.entry("kari-3", "[]"),
                        Map.entry("ola", "[1, 2, 3, 4]"));
    }

    @Test
    void ofMessagesOfOneTimeThatOfTheHighestIdIsTheNewest() {
        Stores.append(storage, OLA, "same", 2);
        Stores.append(storage, KARI, "same", 2);

        run(NONE.keepMessagesOfOwner(3));

        assertThat(acme()).containsOnly(Map.entry("kari", "[2]"), Map.entry("ola", "[1, 2]"));
    }

    @Test
    void aTenantsOwnPolicyStandsInPlaceOfTheDefault() {
        ConversationId other = ConversationId.of("globex", "kari");
        Stores.append(storage, KARI, "kari", 3);
        Stores.append(storage, other, "kari", 3);
        RetentionPolicies policies =
                RetentionPolicies.of(NONE.keepMessages(1)).withTenant("globex", NONE.keepMessages(2));

        RetentionReport report =
                Retention.of(storage).withPolicies(policies).run().orElseThrow();

        assertThat(report.tenants())
                .containsOnly(
                        Map.entry("acme", new RetentionCounts(1, 0, 0, 2, 0, 0)),
                        Map.entry("globex", new RetentionCounts(1, 0, 0, 1, 0, 0)));
        assertThat(Stores.content(storage, "globex")).containsEntry("kari", "[2, 3]");
        assertThat(report.asMap())
                .containsEntry("messagesRemoved", 3L)
                .extractingByKey("tenants")
                .asString()
                .startsWith("{acme={conversations=1");
    }

    @Test
    void aTenantWithoutAPolicyAndOneOfSeveralThatWasNotNamedStay() {
        ConversationId other = ConversationId.of("globex", "kari");
        Stores.append(storage, KARI, "kari", 3);
        Stores.append(storage, other, "kari", 3);
        RetentionPolicies onlyOne = RetentionPolicies.KEEP_ALL.withTenant("acme", NONE.keepMessages(1));

        assertThat(Retention.of(storage).withPolicies(onlyOne).dryRun().total().conversations())
                .isEqualTo(1);
        retention(NONE.keepMessages(2)).ofTenant("globex").run();

        assertThat(acme()).containsEntry("kari", "[1, 2, 3]");
        assertThat(Stores.content(storage, "globex")).containsEntry("kari", "[2, 3]");
    }

    @Test
    void whatTheLibraryKeepsForItselfStays() {
        Holds.of(storage).place(Held.conversation(KARI), "case 1", "ola");
        clock.advance(Duration.ofDays(100));

        run(NONE.removeAfter(Duration.ofDays(1)));

        assertThat(Holds.of(storage).find(Held.conversation(KARI))).isPresent();
    }

    @Test
    void aBatchIsOneCall() {
        Stores.append(storage, KARI, "kari", 10);

        int[] steps = new int[1];
        retention(NONE.keepMessages(1))
                .inBatchesOf(4)
                .onProgress(counts -> steps[0] += counts.messagesRemoved() > 0 ? 1 : 0)
                .run();

        assertThat(steps[0]).isEqualTo(3);
        assertThatThrownBy(() -> retention(NONE).inBatchesOf(1_001)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aDecoratedStorageOfTheCallersOwnIsRefused() {
        ChatStore bare = new ForwardingChatStore(storage.chats()) {
            @Override
            protected ChatStore decorate(ChatStore other) {
                return other;
            }
        };
        Storage decorated = (Storage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Storage.class}, (self, method, arguments) -> bare);

        assertThatThrownBy(() -> Retention.of(decorated)).isInstanceOf(InvalidInputException.class);
    }
}
