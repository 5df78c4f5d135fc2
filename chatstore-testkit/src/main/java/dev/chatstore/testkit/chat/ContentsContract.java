package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentGroup;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers of what the store holds. Sessions expire after ten minutes. */
abstract class ContentsContract extends ChatContract {
    private static final ContentQuery ALL = ContentQuery.ofTenant("default");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    /** One, two, three and four bytes in UTF-8. */
    private static final String TEN_BYTES = "a\u00e9\u20ac\ud83d\ude00";

    private final ConversationId other = ConversationId.of("other");
    private Contents contents;

    ContentsContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.ttl", "10m");
    }

    @BeforeEach
    final void openContents() {
        contents = Contents.of(storage).orElseThrow();
    }

    private ContentStatistics all() {
        return contents.count(ALL.by(Grouping.values()));
    }

    private List<ContentGroup> groups(Grouping grouping) {
        Breakdown breakdown = Objects.requireNonNull(
                contents.count(ALL.by(grouping)).breakdowns().get(grouping));
        assertThat(breakdown.others()).isNull();
        return breakdown.groups();
    }

    private SessionStore<Integer> sessions() {
        return storage.sessions(Integer.class);
    }

    private static ContentGroup group(
            @Nullable String key, long conversations, long messages, long tokens, long bytes) {
        return new ContentGroup(key, conversations, messages, tokens, bytes);
    }

    private static ContentGroup ofHeads(@Nullable String key, long conversations, long messages, long tokens) {
        return new ContentGroup(key, conversations, messages, tokens, null);
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
    void anEditedMessageCountsAsItIsNow() {
        chats.append(id, NewMessage.user("long text").withTokens(5), NewMessage.user("b"));
        chats.edit(id, 1, MessageEdit.of("short").withTokens(2));
        ContentStatistics counted = all();
        assertThat(counted.messages()).isEqualTo(2);
        assertThat(counted.tokens()).isEqualTo(2);
        assertThat(counted.textBytes()).isEqualTo(6);
    }

    @Test
    void aRedactedMessageCountsWithoutItsContent() {
        chats.append(id, NewMessage.user("secret").withTokens(5), NewMessage.user("b"));
        chats.redact(id, 1);
        ContentStatistics counted = all();
        assertThat(counted.messages()).isEqualTo(2);
        assertThat(counted.tokens()).isZero();
        assertThat(counted.textBytes()).isEqualTo(1);
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
    void numbersAreDividedByRole() {
        chats.append(
                id,
                NewMessage.system("s"),
                NewMessage.user("one").withTokens(1),
                NewMessage.user("two").withTokens(2),
                NewMessage.tool("t"));
        chats.append(other, NewMessage.user("three").withTokens(3), NewMessage.assistant("a"));
        assertThat(groups(Grouping.ROLE))
                .containsExactly(
                        group("user", 2, 3, 6, 11),
                        group("assistant", 1, 1, 0, 1),
                        group("system", 1, 1, 0, 1),
                        group("tool", 1, 1, 0, 1));
    }

    @Test
    void aDayBeginsAtMidnightUtc() {
        clock.set(MIDNIGHT.minusNanos(1_000));
        say("one");
        clock.set(MIDNIGHT);
        say("two");
        say(other, "three");
        assertThat(groups(Grouping.DAY))
                .containsExactly(group("2026-03-01", 1, 1, 0, 3), group("2026-03-02", 2, 2, 0, 8));
    }

    @Test
    void theDayOnWhichAMessageWasSaidIsNotTheOneOnWhichItWasStored() {
        chats.append(
                id,
                NewMessage.user("a").withSaid(Instant.parse("1969-12-31T23:59:59.999999Z")),
                NewMessage.user("b").withSaid(Instant.parse("1969-12-31T00:00:00Z")),
                NewMessage.user("c").withSaid(Instant.parse("0001-01-01T00:00:00Z")),
                NewMessage.user("d"));
        assertThat(groups(Grouping.SAID_DAY))
                .containsExactly(
                        group("0001-01-01", 1, 1, 0, 1),
                        group("1969-12-31", 1, 2, 0, 2),
                        group("2026-03-01", 1, 1, 0, 1));
        assertThat(groups(Grouping.DAY)).containsExactly(group("2026-03-01", 1, 4, 0, 4));
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
        int many = ContentQuery.CONVERSATIONS_PER_READ + 1;
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
    void moreMessagesThanOneReadTakesAreAllCountedOnce() {
        int many = ContentQuery.MESSAGES_PER_READ + 1;
        say(other, "before");
        ConversationLoader.of(chats).orElseThrow().load(List.of(Snapshots.said(id, START, many)));
        long bytes = "before".length()
                + IntStream.rangeClosed(1, many)
                        .mapToLong(i -> ("text " + i).length())
                        .sum();
        assertThat(groups(Grouping.ROLE)).containsExactly(group("user", 2, many + 1, 0, bytes));
    }

    @Test
    void aLoadedConversationCountsAndAnEarlierRevisionDoesNot() {
        chats.append(id, NewMessage.user("text"));
        chats.edit(id, 1, MessageEdit.of("a"));
        ConversationLoader.of(chats).orElseThrow().load(List.of(Snapshots.renamed(Snapshots.of(chats, id), other)));
        ContentStatistics counted = all();
        assertThat(counted.conversations()).isEqualTo(2);
        assertThat(counted.messages()).isEqualTo(2);
        assertThat(counted.textBytes()).isEqualTo(2);
    }

    @Test
    void aLongCountTellsHowFarItIs() {
        chats.appendAll(IntStream.range(0, ContentQuery.CONVERSATIONS_PER_READ + 1)
                .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("x")))
                .toList());
        List<Long> reached = new ArrayList<>();
        contents.count(ALL, reached::add);
        assertThat(reached)
                .containsExactly((long) ContentQuery.CONVERSATIONS_PER_READ, ContentQuery.CONVERSATIONS_PER_READ + 1L);
        assertThatThrownBy(() -> contents.count(ALL, conversations -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTenantsAreThoseWithConversationsOrSessions() {
        assertThat(contents.tenants().hasNext()).isFalse();
        say(ConversationId.of("b", "c"), "one");
        say(ConversationId.of("B{:%}", "c"), "one");
        say(ConversationId.of("B{:%}", "d"), "two");
        chats.open(ConversationId.of("\uff5e", "c"), Profile.EMPTY);
        chats.open(ConversationId.of("\ud83d\ude00", "c"), Profile.EMPTY);
        sessions().getOrCreate(SessionKey.of("b", "s"), () -> 1);
        sessions().getOrCreate(SessionKey.of("a", "s"), () -> 1);
        Iterator<String> tenants = contents.tenants();
        assertThat(tenants).toIterable().containsExactly("B{:%}", "a", "b", "\uff5e", "\ud83d\ude00");
        assertThatThrownBy(tenants::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatIsExactInAnEstimateOfEverythingIsRight() {
        chats.append(id, NewMessage.user("one").withTokens(3));
        chats.append(ConversationId.of("tenant", "c"), NewMessage.user("two").withTokens(4), NewMessage.user("three"));
        say(other, "to be deleted");
        chats.delete(other);
        sessions().getOrCreate(SessionKey.of("a"), () -> 1);
        sessions().getOrCreate(SessionKey.of("tenant", "b"), () -> 1);
        clock.advance(Duration.ofMinutes(5));
        sessions().getOrCreate(SessionKey.of("c"), () -> 1);
        clock.advance(Duration.ofMinutes(5));

        ContentEstimate estimate = contents.estimate();
        assertExact(estimate.conversations(), 2);
        assertExact(estimate.messages(), 3);
        assertExact(estimate.tokens(), 7);
        assertExact(estimate.sessions(), 1);
        assertThat(estimate.asMap()).containsKeys("conversations", "messages", "sessions", "estimated");
    }

    private static void assertExact(@Nullable Figure figure, long value) {
        if (figure != null) {
            assertThat(figure.value()).isNotNegative();
            assertThat(figure.exact() ? figure.value() : value).isEqualTo(value);
        }
    }

    @Test
    void aClosedStorageCountsNothing() {
        storage.close();
        assertThatThrownBy(() -> contents.count(ALL)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> contents.estimate()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> contents.tenants().hasNext()).isInstanceOf(ClosedException.class);
    }
}
