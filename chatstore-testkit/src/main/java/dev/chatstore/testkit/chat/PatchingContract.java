package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Opening conversations and changing their profiles. */
abstract class PatchingContract extends ChatContract {
    private static final Profile FULL =
            new Profile("Kari", "Oslo in May", "a model", "Be brief.", Map.of("channel", "web"));

    PatchingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void anOpenedConversationExistsWithItsProfile() {
        Conversation opened = chats.open(id, FULL);

        assertThat(opened).isEqualTo(new Conversation(id, 1, 0, 0, 0, FULL, false, START, START));
        assertThat(head()).isEqualTo(opened);
        assertThat(history()).isEmpty();
    }

    @Test
    void openingAnExistingConversationReturnsIt() {
        Conversation opened = chats.open(id, FULL);
        clock.advance(Duration.ofMinutes(1));

        assertThat(chats.open(id, Profile.EMPTY.withTitle("another title"))).isEqualTo(opened);
        say("one");
        assertThat(chats.open(id, FULL)).isEqualTo(head());
        assertThat(head().messageCount()).isEqualTo(1);
    }

    @Test
    void concurrentOpensCreateOneConversationAndAllReturnIt() {
        List<Conversation> opened =
                Racers.all(RACERS, racer -> chats.open(id, Profile.EMPTY.withTitle("from " + racer)));

        assertThat(opened).containsOnly(head());
    }

    @Test
    void aPatchChangesOnlyTheFieldsThatItSets() {
        chats.open(id, FULL);
        say("one");
        Instant later = START.plusSeconds(60);
        clock.set(later);

        Conversation patched = chats.patch(
                        ConversationPatch.of(id).withTitle("Bergen in June").withMetadata(Map.of("channel", "phone")))
                .orElseThrow();

        Profile profile = new Profile("Kari", "Bergen in June", "a model", "Be brief.", Map.of("channel", "phone"));
        assertThat(patched).isEqualTo(new Conversation(id, 3, 1, 1, 0, profile, false, START, later));
        assertThat(head()).isEqualTo(patched);
    }

    @Test
    void everyFieldCanBeSetAndAnEmptyStringClearsIt() {
        say("one");
        chats.patch(ConversationPatch.of(id)
                .withOwner("Kari")
                .withTitle("Oslo in May")
                .withModel("a model")
                .withSystemPrompt("Be brief.")
                .withMetadata(Map.of("channel", "web"))
                .withArchived(true));
        assertThat(head().profile()).isEqualTo(FULL);
        assertThat(head().archived()).isTrue();

        chats.patch(ConversationPatch.of(id)
                .withOwner("")
                .withTitle("")
                .withModel("")
                .withSystemPrompt("")
                .withMetadata(Map.of())
                .withArchived(false));
        assertThat(head().profile()).isEqualTo(Profile.EMPTY);
        assertThat(head().archived()).isFalse();
        assertThat(head().version()).isEqualTo(3);
    }

    @Test
    void anExpectedVersionStillMatchesAfterHundredsOfChanges() {
        chats.appendAll(Collections.nCopies(300, Append.of(id, NewMessage.user("again"))));

        assertThat(chats.patch(ConversationPatch.of(id).withTitle("long").expecting(300)))
                .isPresent();
        assertThat(chats.append(Append.of(id, NewMessage.user("once more")).expecting(301))
                        .version())
                .isEqualTo(302);
    }

    @Test
    void aPatchThatChangesNothingKeepsTheVersion() {
        Conversation before = chats.open(id, FULL);
        clock.advance(Duration.ofMinutes(1));

        assertThat(chats.patch(ConversationPatch.of(id))).contains(before);
        assertThat(chats.patch(ConversationPatch.of(id)
                        .withTitle("Oslo in May")
                        .withMetadata(Map.of("channel", "web"))
                        .withArchived(false)
                        .expecting(1)))
                .contains(before);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void aPatchOfAMissingConversationReturnsEmptyAndCreatesNothing() {
        assertThat(chats.patch(ConversationPatch.of(id).withTitle("a title"))).isEmpty();
        assertThat(chats.patch(ConversationPatch.of(id).withTitle("a title").expecting(0)))
                .isEmpty();
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void aPatchThatExpectsAVersionOfAMissingConversationConflicts() {
        ConversationPatch patch = ConversationPatch.of(id).withTitle("a title").expecting(1);
        ConflictException conflict = catchThrowableOfType(ConflictException.class, () -> chats.patch(patch));
        assertThat(conflict.currentVersion()).isZero();
        assertThat(conflict.missed()).isEmpty();
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void aPatchThatExpectsAnotherVersionConflictsAndChangesNothing() {
        chats.open(id, FULL);
        chats.append(id, NewMessage.user("missed"));
        Conversation before = head();

        for (long expected : new long[] {0, 1, 3}) {
            ConversationPatch patch =
                    ConversationPatch.of(id).withTitle("another").expecting(expected);
            ConflictException conflict = catchThrowableOfType(ConflictException.class, () -> chats.patch(patch));
            assertThat(conflict.expectedVersion()).isEqualTo(expected);
            assertThat(conflict.currentVersion()).isEqualTo(2);
            assertThat(conflict.missed()).isEqualTo(expected < 2 ? history() : List.of());
        }
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void exactlyOneOfConcurrentPatchesWithAnExpectedVersionSucceeds() {
        long version = chats.open(id, FULL).version();

        List<Racers.Finish<Conversation>> finishes = Racers.race(
                RACERS,
                racer -> chats.patch(ConversationPatch.of(id)
                                .withTitle("from " + racer)
                                .expecting(version))
                        .orElseThrow());

        assertThat(finishes.stream().map(Racers.Finish::result).filter(Objects::nonNull))
                .containsExactly(head());
        assertThat(finishes.stream().map(Racers.Finish::failure).filter(Objects::nonNull))
                .hasSize(RACERS - 1)
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(ConflictException.class));
        assertThat(head().version()).isEqualTo(version + 1);
    }

    @Test
    void concurrentPatchesWithoutAnExpectedVersionAllSucceed() {
        chats.open(id, Profile.EMPTY);
        List<List<Long>> versions = Racers.all(RACERS, racer -> {
            List<Long> mine = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ConversationPatch patch = ConversationPatch.of(id).withTitle(racer + "/" + i);
                mine.add(chats.patch(patch).orElseThrow().version());
            }
            return mine;
        });
        assertThat(versions.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(head().version()).isEqualTo(1 + RACERS * 10);
    }
}
