package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoreSnapshot.Consistency;
import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a snapshot shows of the conversations of a store. */
abstract class SnapshotContract extends ChatContract {
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private StoreAccess access;

    SnapshotContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    void findAccess() {
        access = StoreAccess.of(storage).orElseThrow();
    }

    private List<ConversationSnapshot> read(StoreScope scope) {
        try (StoreSnapshot snapshot = access.snapshot(scope)) {
            return read(snapshot);
        }
    }

    /** Reads all messages too, since they can be read only until the snapshot is closed. */
    private static List<ConversationSnapshot> read(StoreSnapshot snapshot) {
        List<ConversationSnapshot> read = new ArrayList<>();
        snapshot.conversations().forEachRemaining(found -> read.add(whole(found)));
        return read;
    }

    private static ConversationSnapshot whole(ConversationSnapshot snapshot) {
        return new ConversationSnapshot(snapshot.head(), Snapshots.messages(snapshot));
    }

    private static List<ConversationId> ids(List<ConversationSnapshot> snapshots) {
        return snapshots.stream().map(ConversationSnapshot::id).toList();
    }

    @Test
    void everythingIsInItAsItIsRead() {
        UsedConversation.make(chats, clock, id);
        ConversationSnapshot shown = Snapshots.of(chats, id);

        assertThat(read(StoreScope.everything())).containsExactly(shown);
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            assertThat(snapshot.find(id).map(SnapshotContract::whole)).contains(shown);
            assertThat(snapshot.find(ConversationId.of("another tenant", id.value())))
                    .isEmpty();
        }
    }

    @Test
    void anEmptyStoreHasNoConversation() {
        assertThat(read(StoreScope.everything())).isEmpty();
        assertThat(read(StoreScope.ofConversation(id))).isEmpty();
    }

    @Test
    void aScopeSelectsATenantAnOwnerOrOneConversation() {
        ConversationId mine = ConversationId.of("b", "mine");
        ConversationId yours = ConversationId.of("b", "yours");
        ConversationId elsewhere = ConversationId.of("a", "mine");
        for (ConversationId each : List.of(mine, yours, elsewhere)) {
            chats.open(each, Profile.EMPTY.withOwner(each.equals(yours) ? "you" : "me"));
            say(each, "one", "two");
        }
        assertThat(ids(read(StoreScope.everything()))).containsExactlyInAnyOrder(elsewhere, mine, yours);
        assertThat(ids(read(StoreScope.ofTenant("b")))).containsExactlyInAnyOrder(mine, yours);
        assertThat(ids(read(StoreScope.ofOwner("b", "me")))).containsExactly(mine);
        assertThat(ids(read(StoreScope.ofConversation(yours)))).containsExactly(yours);
        assertThat(read(StoreScope.ofTenant("c"))).isEmpty();
        assertThat(read(StoreScope.ofOwner("a", "me"))).containsExactly(Snapshots.of(chats, elsewhere));
    }

    @Test
    void aDeletedConversationIsNotInItAndOneInItsPlaceIs() {
        say(id, "old", "older");
        ConversationId gone = ConversationId.of("gone");
        say(gone, "text");
        chats.delete(id);
        chats.delete(gone);
        say(id, "new");

        assertThat(read(StoreScope.everything())).containsExactly(Snapshots.of(chats, id));
        assertThat(head().version()).isGreaterThan(1);
    }

    @Test
    void itShowsOneMomentWhileOthersWrite() {
        ConversationId edited = ConversationId.of("edited");
        ConversationId deleted = ConversationId.of("deleted");
        for (ConversationId each : List.of(id, edited, deleted)) {
            say(each, "one", "two");
        }
        List<ConversationSnapshot> before = read(StoreScope.everything());
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            say(id, "three");
            chats.edit(edited, 1, MessageEdit.of("uno"));
            chats.redact(edited, 2);
            chats.patch(ConversationPatch.of(edited).withTitle("a title"));
            chats.delete(deleted);
            say(ConversationId.of("created"), "text");

            List<ConversationSnapshot> shown = read(snapshot);
            if (snapshot.consistency() == Consistency.POINT_IN_TIME) {
                assertThat(shown).isEqualTo(before);
                assertThat(snapshot.find(deleted)).isPresent();
            } else {
                assertThat(shown).isSubsetOf(read(StoreScope.everything()));
                assertThat(ids(shown)).contains(id, edited).doesNotContain(deleted);
            }
        }
    }

    @Test
    void manyConversationsComeInKeyOrderEachOnceAndWhole() {
        List<ConversationSnapshot> given = new ArrayList<>();
        IntStream.range(0, 200)
                .mapToObj(i -> Snapshots.said(ConversationId.of("t" + i % 3, "c" + i), START, i % 4))
                .filter(snapshot -> snapshot.head().version() > 0)
                .forEach(given::add);
        given.add(Snapshots.said(ConversationId.of("t1", "c5 is long"), START, 1_300));
        given.add(Snapshots.appended(ConversationId.of("t1", "empty"), START));
        ConversationLoader.of(chats).orElseThrow().load(given);

        List<ConversationSnapshot> read = read(StoreScope.everything());
        assertThat(read).containsExactlyInAnyOrderElementsOf(given);
        if (consistency() == Consistency.POINT_IN_TIME) {
            assertThat(read)
                    .extracting(snapshot ->
                            snapshot.id().tenant() + "/" + snapshot.id().value())
                    .isSortedAccordingTo(BY_CODE_POINT);
        }
        assertThat(read(StoreScope.ofTenant("t1")))
                .containsExactlyInAnyOrderElementsOf(given.stream()
                        .filter(snapshot -> snapshot.id().tenant().equals("t1"))
                        .toList());
    }

    @Test
    void headsAreThoseOfTheConversationsInTheSameOrder() {
        List<ConversationSnapshot> given = new ArrayList<>();
        IntStream.range(0, 120)
                .mapToObj(i -> Snapshots.said(ConversationId.of("t" + i % 3, "c" + i), START, 1 + i % 2))
                .forEach(given::add);
        given.add(Snapshots.appended(ConversationId.of("t1", "empty"), START));
        ConversationLoader.of(chats).orElseThrow().load(given);
        chats.open(ConversationId.of("t1", "of kari"), Profile.EMPTY.withOwner("kari"));
        say(id, "gone");
        chats.delete(id);
        for (StoreScope scope : List.of(
                StoreScope.everything(),
                StoreScope.ofTenant("t1"),
                StoreScope.ofOwner("t1", "kari"),
                StoreScope.ofConversation(given.get(7).id()),
                StoreScope.ofConversation(id))) {
            assertThat(heads(scope))
                    .as("%s", scope)
                    .isEqualTo(
                            read(scope).stream().map(ConversationSnapshot::head).toList());
        }
        assertThat(heads(StoreScope.everything())).hasSize(122);
    }

    private List<Conversation> heads(StoreScope scope) {
        try (StoreSnapshot snapshot = access.snapshot(scope)) {
            List<Conversation> heads = new ArrayList<>();
            snapshot.heads().forEachRemaining(heads::add);
            return heads;
        }
    }

    @Test
    void headsOfGivenConversationsAreFoundInAnyOrderFarApartOrNot() {
        List<ConversationSnapshot> given = IntStream.range(0, 120)
                .mapToObj(i -> Snapshots.said(ConversationId.of("t" + i % 3, "c" + i), START, 1))
                .toList();
        ConversationLoader.of(chats).orElseThrow().load(given);
        say(id, "gone");
        chats.delete(id);
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofTenant("t1"))) {
            for (int step : List.of(1, 7, 50, 119)) {
                Map<ConversationId, Conversation> expected = new HashMap<>();
                List<ConversationId> wanted = new ArrayList<>(List.of(id));
                for (int i = 119; i >= 0; i -= step) {
                    expected.put(given.get(i).id(), given.get(i).head());
                    wanted.add(given.get(i).id());
                    wanted.add(ConversationId.of("t" + i % 3, "c" + i + " is missing"));
                }
                assertThat(snapshot.heads(wanted)).isEqualTo(expected);
            }
            assertThat(snapshot.heads(List.of())).isEmpty();
        }
    }

    private Consistency consistency() {
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            return snapshot.consistency();
        }
    }

    @Test
    void messagesCanBeReadAgainWhileTheIteratorGoesOn() {
        ConversationLoader loader = ConversationLoader.of(chats).orElseThrow();
        loader.load(List.of(
                Snapshots.said(ConversationId.of("a"), START, 1_300),
                Snapshots.said(ConversationId.of("b"), START, 3)));
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            List<ConversationSnapshot> found = new ArrayList<>();
            snapshot.conversations().forEachRemaining(found::add);
            for (ConversationSnapshot each : found) {
                assertThat(Snapshots.messages(each)).isEqualTo(Snapshots.messages(each));
                assertThat(Snapshots.messages(each)).hasSize((int) each.head().messageCount());
            }
        }
    }

    @Test
    void everyRevisionOfAMessageIsInIt() {
        say(id, "text 0");
        for (int i = 1; i <= 30; i++) {
            chats.edit(id, 1, MessageEdit.of("text " + i));
        }
        List<ConversationSnapshot> read = read(StoreScope.everything());
        assertThat(read).containsExactly(Snapshots.of(chats, id));
        assertThat(Snapshots.messages(read.get(0)).get(0).earlier()).hasSize(30);
    }

    @Test
    void anyNameAndAnyTextIsInIt() {
        List<String> names = Texts.names();
        ConversationLoader.of(chats)
                .orElseThrow()
                .load(names.stream().map(SnapshotContract::named).toList());
        List<ConversationSnapshot> read = read(StoreScope.everything());
        assertThat(read).extracting(snapshot -> snapshot.id().value()).containsExactlyInAnyOrderElementsOf(names);
        for (ConversationSnapshot each : read) {
            assertThat(each).isEqualTo(Snapshots.of(chats, each.id()));
        }
    }

    private static ConversationSnapshot named(String name) {
        NewMessage message = NewMessage.user(name).withId(name).withAuthor(name).withMetadata(Map.of("name", name));
        return Snapshots.appended(ConversationId.of(name, name), START, message);
    }

    @Test
    void aClosedSnapshotAndAClosedStorageAreRefused() {
        say("text");
        StoreSnapshot snapshot = access.snapshot(StoreScope.everything());
        snapshot.close();
        snapshot.close();
        assertThatThrownBy(() -> snapshot.find(id)).isInstanceOf(ClosedException.class);
        StoreSnapshot open = access.snapshot(StoreScope.everything());
        storage.close();
        open.close();
        assertThatThrownBy(() -> access.snapshot(StoreScope.everything())).isInstanceOf(ClosedException.class);
    }
}
