package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
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
