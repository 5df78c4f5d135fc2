package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import dev.chatstore.core.operations.Divergence.Kind;
import dev.chatstore.core.operations.Divergence.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wrong entries are found, reported and repaired; late entries are reported and kept. */
class CoherenceCheckTest {
    private static final Duration LONG = Nodes.BOUND.plusSeconds(1);

    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");
    private final ChatStorage here = nodes.both();
    private final ChatStorage there = nodes.both();

    @BeforeEach
    void fill() {
        here.chats().append(id, NewMessage.user("one"), NewMessage.user("two"), NewMessage.user("three"));
        read(here);
        read(there);
        nodes.pass(Duration.ofMillis(1));
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void equalEntriesAreNotReported() {
        here.chats().edit(id, 2, MessageEdit.of("dos"));
        here.chats().patch(ConversationPatch.of(id).withTitle("a title"));
        here.chats().redact(id, 1);
        ConversationId absent = ConversationId.of("nobody");
        here.chats().find(absent);
        CoherenceReport report = here.caches().check(List.of(id, absent, ConversationId.of("never read")));
        assertThat(report).isEqualTo(new CoherenceReport(3, 4, 0, true, List.of()));
        assertThat(report.isCoherent()).isTrue();
    }

    @Test
    void oldEntriesThatAreStillEqualAreNotReported() {
        nodes.pass(LONG);
        assertThat(check(here)).isEmpty();
    }

    @Test
    void anEntryWhoseOldMessagesWereRemovedSinceIsLateAndNotWrong() {
        nodes.durable.oldMessages().trim(id, 3, OldMessages.MESSAGES_PER_CALL);
        assertThat(check(there)).hasSize(2).allSatisfy(late -> {
            assertThat(late.kind()).isEqualTo(Kind.LATE);
            assertThat(late.differences()).isEmpty();
        });
    }

    @Test
    void anOlderEntryWithinTheBoundIsLateAndKept() {
        nodes.truth().append(id, NewMessage.user("four"));
        assertThat(check(there)).hasSize(2).allSatisfy(late -> {
            assertThat(late.kind()).isEqualTo(Kind.LATE);
            assertThat(late.cachedVersion()).isEqualTo(1);
            assertThat(late.durableVersion()).isEqualTo(2);
            assertThat(late.differences()).isEmpty();
            assertThat(late.repaired()).isFalse();
        });
        assertThat(nodes.calls(() -> assertThat(read(there)).hasSize(3))).isZero();
    }

    @Test
    void anOlderEntryBeyondTheBoundIsReportedAndDropped() {
        nodes.truth().append(id, NewMessage.user("four"));
        nodes.pass(LONG);
        assertThat(check(there))
                .hasSize(2)
                .allMatch(old -> old.kind() == Kind.OLD && old.repaired())
                .allMatch(old -> old.age().compareTo(Nodes.BOUND) > 0);
        assertThat(check(there)).isEmpty();
        assertThat(read(there)).hasSize(4);
    }

    @Test
    void anOlderEntryFromBeforeAGapIsOld() {
        nodes.shared.feed.loses = () -> true;
        here.chats().append(id, NewMessage.user("four"));
        nodes.shared.feed.beat();
        assertThat(check(there)).singleElement().satisfies(old -> {
            assertThat(old.tier()).isEqualTo(Place.PROCESS);
            assertThat(old.kind()).isEqualTo(Kind.OLD);
        });
    }

    @Test
    void aRemovalAndANewCreationAreLate() {
        nodes.truth().delete(id);
        assertThat(check(here)).hasSize(2).allMatch(late -> late.kind() == Kind.LATE && late.durableVersion() == 0);
        for (int i = 0; i < 5; i++) {
            nodes.truth().append(id, NewMessage.user("anew " + i));
            assertThat(check(here)).hasSize(2).allMatch(late -> late.kind() == Kind.LATE);
        }
    }

    @Test
    void aWrongTextIsFoundInBothTiersAndRepaired() {
        plant(window -> Forgeries.with(window, 2, "forged"));
        here.caches().evict(id);
        assertThat(texts(here)).containsExactly("one", "forged", "three");
        assertThat(check(here)).hasSize(1).allSatisfy(wrong -> {
            assertThat(wrong.kind()).isEqualTo(Kind.WRONG);
            assertThat(wrong.differences()).containsExactly("message 2.text");
            assertThat(wrong.repaired()).isTrue();
            assertThat(wrong.toString()).doesNotContain("forged").doesNotContain("two");
        });
        assertThat(check(here)).isEmpty();
        assertThat(texts(here)).containsExactly("one", "two", "three");
    }

    @Test
    void anEntryThatIsWrongOnlyInTheSharedCacheIsFoundThere() {
        plant(window -> Forgeries.with(window, 3, "forged"));
        assertThat(check(here)).singleElement().satisfies(wrong -> {
            assertThat(wrong.tier()).isEqualTo(Place.SHARED);
            assertThat(wrong.kind()).isEqualTo(Kind.WRONG);
        });
        assertThat(nodes.shared.windows.find(id).window()).isNull();
    }

    @Test
    void aWrongHeadIsReportedByItsFields() {
        plant(window -> new ConversationWindow(id, Forgeries.withTokens(window.head(), 99), window.messages()));
        assertThat(check(here))
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.differences()).containsExactly("head.tokens"));
    }

    @Test
    void missingMessagesAreFound() {
        plant(window ->
                new ConversationWindow(id, window.head(), window.messages().subList(0, 2)));
        plantedIs("messages.size");
        plant(window -> new ConversationWindow(
                id,
                window.head(),
                List.of(window.messages().get(0), window.messages().get(2))));
        plantedIs("message 3.sequence");
    }

    @Test
    void messagesThatTheDurableStoreLacksAreFound() {
        plant(window -> {
            List<Message> more = new ArrayList<>(window.messages());
            more.add(Message.appended(NewMessage.user("four"), 4, 2, nodes.clock.instant()));
            return new ConversationWindow(id, window.head(), more);
        });
        plantedIs("message 4.sequence");
    }

    @Test
    void aVersionThatTheDurableStoreLacksIsFound() {
        here.chats().append(id, NewMessage.user("four"));
        plant(window -> new ConversationWindow(id, Forgeries.withVersion(window.head(), 77), window.messages()));
        plantedIs("head.version");
    }

    /** The texts of an older window may have been edited since, but not the roles. */
    @Test
    void anOlderWindowIsComparedByTheFieldsThatEditsKeep() {
        nodes.truth().edit(id, 1, MessageEdit.of("uno"));
        nodes.truth().redact(id, 3);
        assertThat(check(here)).hasSize(2).allMatch(late -> late.kind() == Kind.LATE);
        plant(window -> {
            Message first = Message.appended(NewMessage.assistant("one"), 1, 1, nodes.clock.instant());
            return new ConversationWindow(
                    id,
                    window.head(),
                    List.of(first, window.messages().get(1), window.messages().get(2)));
        });
        plantedIs("message 1.role");
    }

    @Test
    void aChangeInTheDatabaseWithoutANewVersionIsFound() {
        nodes.truth().append(id, NewMessage.user("four"));
        // The caches receive another change of this version.
        Message other = Message.appended(NewMessage.user("something else"), 4, 2, nodes.clock.instant());
        nodes.shared.windows.apply(List.of(new Change.Appended(id, 2, List.of(other))));
        assertThat(check(there))
                .extracting(Divergence::tier, Divergence::kind)
                .containsExactly(tuple(Place.PROCESS, Kind.LATE), tuple(Place.SHARED, Kind.WRONG));
    }

    @Test
    void aPageOfConversationsIsChecked() {
        nodes.clock.advance(Duration.ofSeconds(1));
        here.chats().append(ConversationId.of("newest"), NewMessage.user("one"));
        ConversationQuery page = ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT);
        assertThat(here.caches().check(page).conversations()).isEqualTo(2);
        plant(window -> Forgeries.with(window, 2, "forged"));
        assertThat(here.caches().check(page.withLimit(1)).isCoherent()).isTrue();
        assertThat(here.caches().check(page).isCoherent()).isFalse();
        assertThat(here.caches().check(page).isCoherent()).isTrue();
    }

    @Test
    void itCostsThreeStatementsForEachEntryAndNoneForUncachedConversations() {
        assertThat(nodes.calls(() -> check(here))).isEqualTo(6);
        assertThat(nodes.calls(() -> here.caches().check(List.of(ConversationId.of("never read")))))
                .isZero();
    }

    @Test
    void aLoadAfterACheckDoesNotWaitForIt() {
        ConversationId fresh = ConversationId.of("never read");
        nodes.truth().append(fresh, NewMessage.user("one"));
        here.caches().check(List.of(fresh));
        there.chats().recent(fresh, 5);
        assertThat(nodes.shared.windows.find(fresh).window()).isNotNull();
    }

    @Test
    void anUnreachableSharedCacheIsReported() {
        nodes.shared.away = true;
        CoherenceReport report = here.caches().check(List.of(id));
        assertThat(report.sharedReached()).isFalse();
        assertThat(report.entries()).isEqualTo(1);
        assertThat(nodes.alone().caches().check(List.of(id)).sharedReached()).isTrue();
    }

    @Test
    void withoutTheDurableStoreTheCheckFails() {
        nodes.durable.away.set(UnavailableException.notDone("it is away", true, null));
        assertThatThrownBy(() -> check(here)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void withoutCachesThereIsNothingToCheck() {
        ChatStorage plain = nodes.open(Map.of());
        assertThat(plain.caches().check(List.of(id))).isEqualTo(CoherenceReport.NONE);
        assertThat(plain.caches().check(ConversationQuery.ofOwner("kari"))).isEqualTo(CoherenceReport.NONE);
    }

    private interface Forger {
        ConversationWindow forge(ConversationWindow window);
    }

    private void plant(Forger forger) {
        ConversationWindow window = nodes.shared.windows.find(id).window();
        if (window == null) {
            // The failed look took the ticket.
            nodes.shared.windows.drop(List.of(id));
            there.caches().evict(id);
            read(there);
            window = nodes.shared.windows.find(id).window();
        }
        assertThat(window).isNotNull();
        nodes.shared.windows.drop(List.of(id));
        assertThat(nodes.shared.windows.fill(nodes.shared.windows.ticket(id), forger.forge(window)))
                .isTrue();
        nodes.pass(Duration.ofMillis(1));
    }

    private void plantedIs(String difference) {
        assertThat(check(here))
                .filteredOn(found -> found.tier() == Place.SHARED)
                .singleElement()
                .satisfies(wrong -> {
                    assertThat(wrong.kind()).isEqualTo(Kind.WRONG);
                    assertThat(wrong.differences()).contains(difference);
                    assertThat(wrong.repaired()).isTrue();
                });
        assertThat(check(here)).noneMatch(found -> found.kind() == Kind.WRONG);
    }

    private List<Divergence> check(ChatStorage storage) {
        return storage.caches().check(List.of(id)).divergences();
    }

    private List<Message> read(ChatStorage storage) {
        ChatStore chats = storage.chats();
        return chats.recent(id, Nodes.MESSAGES);
    }

    private List<String> texts(ChatStorage storage) {
        return read(storage).stream().map(Message::text).toList();
    }
}
