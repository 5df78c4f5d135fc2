package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appends that carry the profile of a conversation which they create. */
abstract class ProfileOfAppendContract extends ChatContract {
    private static final Profile PROFILE =
            new Profile("Kari", "Oslo in May", "a model", "Be brief.", Map.of("channel", "telegram"));

    ProfileOfAppendContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("limits.message-bytes", "100B");
    }

    private Append append(String text) {
        return Append.of(id, NewMessage.user(text)).withProfile(PROFILE);
    }

    @Test
    void theConversationThatAnAppendCreatesHasTheProfile() {
        AppendReceipt receipt = chats.append(append("first"));

        assertThat(receipt.version()).isEqualTo(1);
        assertThat(head())
                .isEqualTo(new Conversation(id, 1, 1, 1, 0, PROFILE, false, START, START, START))
                .isEqualTo(chats.latest().find(id).orElseThrow());
        assertThat(chats.list(ConversationQuery.ofOwner("Kari")).items()).containsExactly(head());
    }

    @Test
    void anExistingConversationKeepsItsProfile() {
        say("first");
        chats.append(append("second"));
        assertThat(head().profile()).isEqualTo(Profile.EMPTY);
        assertThat(head().version()).isEqualTo(2);
        assertThat(texts()).containsExactly("first", "second");
        assertThat(chats.list(ConversationQuery.ofOwner("Kari")).items()).isEmpty();
    }

    @Test
    void anOpenedConversationWithoutMessagesKeepsItsProfile() {
        chats.open(id, Profile.EMPTY.withOwner("Ola"));
        chats.append(append("first"));
        assertThat(head().profile()).isEqualTo(Profile.EMPTY.withOwner("Ola"));
    }

    @Test
    void aDeletedConversationBeginsAnewWithTheProfile() {
        chats.append(append("first").withProfile(Profile.EMPTY.withOwner("Ola")));
        chats.delete(id);
        chats.append(append("second"));
        assertThat(head().profile()).isEqualTo(PROFILE);
        assertThat(texts()).containsExactly("second");
    }

    @Test
    void anAppendSentAgainChangesNothing() {
        Append append = Append.of(id, List.of(named("m", 2))).withProfile(PROFILE);
        AppendReceipt first = chats.append(append);
        Conversation before = head();
        AppendReceipt again = chats.append(append.withProfile(Profile.EMPTY));
        assertThat(again.duplicate()).isTrue();
        assertThat(again.sequences()).isEqualTo(first.sequences());
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void anAppendWhoseReplyIsLostCreatesTheConversationOnce() {
        loseNextReply();
        chats.append(append("first"));
        assertThat(texts()).containsExactly("first");
        assertThat(head().profile()).isEqualTo(PROFILE);
        assertThat(head().version()).isEqualTo(1);
    }

    @Test
    void itIsUsedUnderAnExpectedVersionToo() {
        chats.append(append("first").expecting(0));
        assertThat(head().profile()).isEqualTo(PROFILE);
        assertThatThrownBy(() -> chats.append(append("second").expecting(0))).isInstanceOf(ConflictException.class);
        assertThat(head().version()).isEqualTo(1);
    }

    @Test
    void ofSeveralConcurrentAppendsTheFirstOneGivesTheProfile() {
        Racers.all(
                RACERS,
                racer -> chats.append(Append.of(id, NewMessage.user("by " + racer))
                        .withProfile(Profile.EMPTY.withOwner("owner " + racer))));
        assertThat(assertWhole(id)).hasSize(RACERS);
        String first = history().get(0).text();
        assertThat(head().profile().owner()).isEqualTo("owner " + first.substring("by ".length()));
        assertThat(chats.latest().find(id)).contains(head());
    }

    @Test
    void ofTwoAppendsInOneCallTheFirstOneGivesTheProfile() {
        chats.appendAll(List.of(
                append("first"), append("second").withProfile(Profile.EMPTY.withOwner("Ola")), append("third")));
        assertThat(texts()).containsExactly("first", "second", "third");
        assertThat(head().profile()).isEqualTo(PROFILE);
        assertThat(chats.list(ConversationQuery.ofOwner("Ola")).items()).isEmpty();
    }

    @Test
    void anAppendWithoutAProfileThatComesFirstGivesAnEmptyOne() {
        chats.appendAll(List.of(append("first").withProfile(null), append("second")));
        assertThat(head().profile()).isEqualTo(Profile.EMPTY);
        assertThat(chats.list(ConversationQuery.ofOwner("Kari")).items()).isEmpty();
    }

    @Test
    void aRefusedAppendCreatesNothing() {
        List<Append> refused = List.of(
                Append.of(id, NewMessage.user("late parent").withParent(1)),
                Append.of(
                        id,
                        NewMessage.user("first"),
                        NewMessage.user("late parent").withParent(2)),
                Append.of(id, NewMessage.user("x".repeat(101))),
                Append.of(id, NewMessage.user("expects another version")).expecting(1));
        for (Append append : refused) {
            AppendOutcome outcome =
                    chats.appendAll(List.of(append.withProfile(PROFILE))).get(0);
            assertThat(outcome).isInstanceOf(AppendRefusal.class);
            assertThat(chats.find(id)).isEmpty();
            assertThat(chats.latest().find(id)).isEmpty();
        }
        assertThat(chats.list(ConversationQuery.ofOwner("Kari")).items()).isEmpty();
        assertThat(chats.count(ConversationQuery.ofTenant(id.tenant()))).isZero();
    }

    @Test
    void theFirstAppendThatIsNotRefusedGivesTheProfile() {
        Append refused =
                Append.of(id, NewMessage.user("late parent").withParent(1)).withProfile(Profile.EMPTY.withOwner("Ola"));
        List<AppendOutcome> outcomes = chats.appendAll(List.of(refused, append("first")));
        assertThat(outcomes.get(0)).isInstanceOf(AppendRefusal.class);
        assertThat(outcomes.get(1).receipt().version()).isEqualTo(1);
        assertThat(head().profile()).isEqualTo(PROFILE);
    }

    @Test
    void eachConversationOfOneCallGetsItsOwn() {
        List<Append> appends = IntStream.range(0, 20)
                .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("hello"))
                        .withProfile(i % 2 == 0 ? null : Profile.EMPTY.withTitle("title " + i)))
                .toList();
        chats.appendAll(appends)
                .forEach(outcome -> assertThat(outcome.receipt().version()).isEqualTo(1));
        for (int i = 0; i < 20; i++) {
            assertThat(head(ConversationId.of("c" + i)).profile().title()).isEqualTo(i % 2 == 0 ? null : "title " + i);
        }
    }
}
