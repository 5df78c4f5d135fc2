package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers of conversations and sessions of a tenant or an owner. */
abstract class HeadCountContract extends ContentsContract {
    /** One, two, three and four bytes in UTF-8. */
    private static final String TEN_BYTES = "a\u00e9\u20ac\ud83d\ude00";

    HeadCountContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aTenantThatDoesNotExistHoldsNothing() {
        say("one");
        ContentStatistics none = contents.count(ContentQuery.ofTenant("nobody").by(Grouping.values()));
        assertThat(none.conversations()).isZero();
        assertThat(none.messages()).isZero();
        assertThat(none.tokens()).isZero();
        assertThat(none.textBytes()).isZero();
        assertThat(none.sessions()).isZero();
        assertThat(none.breakdowns().values())
                .hasSize(5)
                .allSatisfy(breakdown -> assertThat(breakdown.groups()).isEmpty());
    }

    @Test
    void conversationsMessagesTokensAndBytesAreCounted() {
        chats.append(id, NewMessage.user(TEN_BYTES).withTokens(3), NewMessage.assistant("b"));
        chats.append(other, NewMessage.user("c").withTokens(4));
        chats.open(ConversationId.of("empty"), Profile.EMPTY);

        ContentStatistics counted = contents.count(ALL.withTextBytes());
        assertThat(counted.conversations()).isEqualTo(3);
        assertThat(counted.archived()).isZero();
        assertThat(counted.messages()).isEqualTo(3);
        assertThat(counted.tokens()).isEqualTo(7);
        assertThat(counted.textBytes()).isEqualTo(12);
        assertThat(counted.query()).isEqualTo(ALL.withTextBytes());
        assertThat(contents.count(ALL).textBytes()).isNull();
    }

    @Test
    void aDeletedConversationDoesNotCountAndItsSuccessorCountsAlone() {
        chats.append(Append.of(id, NewMessage.user("one"), NewMessage.user("two"))
                .withProfile(Profile.EMPTY.withOwner("kari")));
        say(other, "three");
        chats.delete(id);
        assertThat(all().conversations()).isEqualTo(1);
        assertThat(all().messages()).isEqualTo(1);
        assertThat(contents.count(ALL.withOwner("kari")).conversations()).isZero();
        say("a");
        assertThat(all().conversations()).isEqualTo(2);
        assertThat(all().textBytes()).isEqualTo(6);
        assertThat(groups(Grouping.ROLE)).containsExactly(group("user", 2, 2, 0, 6));
    }

    @Test
    void anArchivedConversationCounts() {
        say("one");
        say(other, "two");
        chats.patch(ConversationPatch.of(id).withArchived(true));
        ContentStatistics counted = all();
        assertThat(counted.conversations()).isEqualTo(2);
        assertThat(counted.archived()).isEqualTo(1);
        assertThat(counted.messages()).isEqualTo(2);
    }

    @Test
    void anOwnerHasItsOwnNumbers() {
        Profile ofKari = Profile.EMPTY.withOwner("kari");
        chats.append(Append.of(id, NewMessage.user("one").withTokens(1)).withProfile(ofKari));
        clock.advance(Duration.ofSeconds(1));
        chats.append(Append.of(other, NewMessage.user("three"), NewMessage.assistant("four"))
                .withProfile(ofKari));
        say(ConversationId.of("of nobody"), "five", "six", "seven", "eight");
        sessions().assigningOwner("kari").getOrCreate(SessionKey.of("a"), () -> 1);
        sessions().assigningOwner("Kari").getOrCreate(SessionKey.of("b"), () -> 1);

        ContentStatistics counted = contents.count(ALL.withOwner("kari").withTextBytes());
        assertThat(counted.conversations()).isEqualTo(2);
        assertThat(counted.messages()).isEqualTo(3);
        assertThat(counted.tokens()).isEqualTo(1);
        assertThat(counted.textBytes()).isEqualTo(12);
        assertThat(counted.sessions()).isEqualTo(1);
        assertThat(groups(Grouping.OWNER)).containsExactly(ofHeads(null, 1, 4, 0), ofHeads("kari", 2, 3, 1));
        chats.patch(ConversationPatch.of(other).withOwner("ola"));
        assertThat(contents.count(ALL.withOwner("kari")).messages()).isEqualTo(1);
        assertThat(contents.count(ALL.withOwner("ola")).messages()).isEqualTo(2);
    }

    @Test
    void numbersAreDividedByModelWithTheBytesIfTheyAreAskedFor() {
        chats.append(Append.of(id, NewMessage.user("one").withTokens(1)).withProfile(Profile.EMPTY.withModel("large")));
        chats.open(other, Profile.EMPTY.withModel("small"));
        say(ConversationId.of("without"), "a", "b");
        assertThat(groups(Grouping.MODEL))
                .containsExactly(ofHeads(null, 1, 2, 0), ofHeads("large", 1, 1, 1), ofHeads("small", 1, 0, 0));
        Breakdown withBytes = contents.count(ALL.by(Grouping.MODEL).withTextBytes())
                .breakdowns()
                .get(Grouping.MODEL);
        assertThat(Objects.requireNonNull(withBytes).groups())
                .containsExactly(group(null, 1, 2, 0, 2), group("large", 1, 1, 1, 3), group("small", 1, 0, 0, 0));
    }

    @Test
    void tenantsWithTheSameIdsNeverMix() {
        for (String tenant : List.of("default", "Default")) {
            ConversationId each = ConversationId.of(tenant, "shared");
            chats.append(Append.of(each, List.of(named("m", 3))).withProfile(Profile.EMPTY.withOwner("kari")));
            sessions().assigningOwner("kari").getOrCreate(SessionKey.of(tenant, "shared"), () -> 1);
        }
        say(ConversationId.of("Default", "shared"), "only there");
        ContentStatistics mine = all();
        assertThat(mine.conversations()).isEqualTo(1);
        assertThat(mine.messages()).isEqualTo(3);
        assertThat(mine.textBytes()).isEqualTo(9);
        assertThat(mine.sessions()).isEqualTo(1);
        assertThat(groups(Grouping.DAY)).containsExactly(group("2026-03-01", 1, 3, 0, 9));
        ContentStatistics theirs =
                contents.count(ContentQuery.ofTenant("Default").withOwner("kari"));
        assertThat(theirs.conversations()).isEqualTo(1);
        assertThat(theirs.messages()).isEqualTo(4);
        assertThat(theirs.sessions()).isEqualTo(1);
    }

    @Test
    void sessionsOfAllStoresCountUntilTheyExpireOrAreDeleted() {
        sessions().getOrCreate(SessionKey.of("first"), () -> 1);
        storage.sessions("carts", String.class).getOrCreate(SessionKey.of("first"), () -> "tea");
        clock.advance(Duration.ofMinutes(5));
        sessions().getOrCreate(SessionKey.of("second"), () -> 1);
        sessions().getOrCreate(SessionKey.of("third"), () -> 1);
        assertThat(all().sessions()).isEqualTo(4);
        clock.set(START.plus(Duration.ofMinutes(10)));
        assertThat(all().sessions()).isEqualTo(2);
        sessions().delete(SessionKey.of("third"));
        assertThat(all().sessions()).isEqualTo(1);
    }

    @Test
    void moreConversationsThanOneReadTakesAreAllCountedOnce() {
        int many = ContentReader.HEADS_PER_READ + 1;
        chats.appendAll(IntStream.range(0, many)
                .mapToObj(i -> Append.of(
                        ConversationId.of("conversation " + i),
                        NewMessage.user("x").withTokens(1)))
                .toList());
        ContentStatistics counted = all();
        assertThat(counted.conversations()).isEqualTo(many);
        assertThat(counted.messages()).isEqualTo(many);
        assertThat(counted.tokens()).isEqualTo(many);
        assertThat(counted.textBytes()).isEqualTo(many);
        assertThat(groups(Grouping.ROLE)).containsExactly(group("user", many, many, many, many));
    }

    @Test
    void aLongCountTellsHowFarItIs() {
        chats.appendAll(IntStream.range(0, ContentReader.HEADS_PER_READ + 1)
                .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("x")))
                .toList());
        List<Long> reached = new ArrayList<>();
        contents.count(ALL, reached::add);
        assertThat(reached).containsExactly((long) ContentReader.HEADS_PER_READ, ContentReader.HEADS_PER_READ + 1L);
        assertThatThrownBy(() -> contents.count(ALL, conversations -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
