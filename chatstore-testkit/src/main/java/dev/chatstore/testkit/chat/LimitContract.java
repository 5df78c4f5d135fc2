package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.StoreContract;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Configured limits, and the errors for exceeding them. */
abstract class LimitContract extends ChatContract {
    private static final int LIMIT = 64 * 1024;
    private static final String SETTING = "limits.message-bytes";
    private static final String SECRET = "hunter2";

    LimitContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(SETTING, "64KiB");
    }

    @Test
    void aTextOfTheMaximumSizeIsStored() {
        say("x".repeat(LIMIT), "\uD83D\uDE00".repeat(LIMIT / 4));
        assertThat(assertWhole(id)).hasSize(2);
    }

    @Test
    void aTextOneByteLargerIsRefusedAndTheErrorNamesTheSetting() {
        String ascii = "x".repeat(LIMIT + 1);
        String emoji = "\uD83D\uDE00".repeat(LIMIT / 4) + "x";
        for (String text : List.of(ascii, emoji)) {
            LimitExceededException refused = refused(() -> say("fine", text));
            assertThat(refused.limit()).isEqualTo(SETTING);
            assertThat(refused.allowed()).isEqualTo(LIMIT);
            assertThat(refused.actual()).isEqualTo(LIMIT + 1);
            assertThat(refused).hasMessageContaining(SETTING);
        }
        assertThat(chats.find(id)).isEmpty();
    }

    @Test
    void anEditOverTheLimitIsRefused() {
        say("before");
        Conversation before = head();
        assertThat(refused(() -> chats.edit(id, 1, MessageEdit.text("x".repeat(LIMIT + 1))))
                        .limit())
                .isEqualTo(SETTING);
        assertThat(head()).isEqualTo(before);
        assertThat(texts()).containsExactly("before");
    }

    @Test
    void aSystemPromptOverTheLimitIsRefused() {
        String prompt = "x".repeat(LIMIT + 1);
        refused(() -> chats.open(id, Profile.EMPTY.withSystemPrompt(prompt)));
        assertThat(chats.find(id)).isEmpty();
        say("one");
        refused(() -> chats.patch(ConversationPatch.of(id).withSystemPrompt(prompt)));
        assertThat(head().profile()).isEqualTo(Profile.EMPTY);
    }

    @Test
    void metadataOverItsLimitIsRefused() {
        Map<String, String> metadata = Map.of("k", "x".repeat(4 << 20));
        say("before");
        assertThat(refused(() -> chats.append(id, NewMessage.user("").withMetadata(metadata)))
                        .limit())
                .startsWith("limits.");
        refused(() -> chats.edit(id, 1, MessageEdit.text("").withMetadata(metadata)));
        refused(() -> chats.patch(ConversationPatch.of(id).withMetadata(metadata)));
        refused(() -> chats.open(ConversationId.of("another"), Profile.EMPTY.withMetadata(metadata)));
        assertThat(texts()).containsExactly("before");
        assertThat(head().version()).isEqualTo(1);
        assertThat(chats.find(ConversationId.of("another"))).isEmpty();
    }

    @Test
    void anAppendOverTheLimitDoesNotAffectTheOthersOfItsCall() {
        ConversationId other = ConversationId.of("another");
        List<AppendOutcome> outcomes = chats.appendAll(List.of(
                Append.of(id, NewMessage.user("one")),
                Append.of(id, NewMessage.user("x".repeat(LIMIT + 1))),
                Append.of(other, NewMessage.user("two"))));

        assertThat(outcomes.get(0)).isInstanceOf(AppendReceipt.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        AppendRefusal.class,
                        refusal -> assertThat(refusal.reason()).isInstanceOf(LimitExceededException.class));
        assertThat(outcomes.get(2)).isInstanceOf(AppendReceipt.class);
        assertThat(texts()).containsExactly("one");
    }

    @Test
    void noErrorRepeatsWhatAUserWrote() {
        Map<String, String> metadata = Map.of(SECRET, SECRET);
        NewMessage secret = NewMessage.user(SECRET).withId("an id").withMetadata(metadata);
        chats.append(id, secret);
        chats.append(id, secret.withId("redacted"));
        chats.redact(id, 2);

        assertErrorHasNoSecret(
                ConflictException.class,
                () -> chats.append(Append.of(id, secret.withId("b")).expecting(7)));
        assertErrorHasNoSecret(DuplicateMessageException.class, () -> chats.append(id, secret.withMetadata(Map.of())));
        assertErrorHasNoSecret(DuplicateMessageException.class, () -> chats.append(id, secret, secret.withId("new")));
        assertErrorHasNoSecret(
                InvalidInputException.class,
                () -> chats.append(id, secret.withId("c").withParent(9)));
        assertErrorHasNoSecret(InvalidInputException.class, () -> chats.edit(id, 2, MessageEdit.text(SECRET)));
        assertErrorHasNoSecret(LimitExceededException.class, () -> say(SECRET.repeat(LIMIT)));
        assertErrorHasNoSecret(
                ConflictException.class,
                () -> chats.patch(ConversationPatch.of(id)
                        .withTitle(SECRET)
                        .withSystemPrompt(SECRET)
                        .expecting(9)));
        assertErrorHasNoSecret(InvalidInputException.class, () -> NewMessage.user(SECRET + '\0'));
        assertErrorHasNoSecret(
                InvalidInputException.class, () -> NewMessage.user("").withMetadata(Map.of(SECRET, new Object())));
    }

    private static void assertErrorHasNoSecret(Class<? extends ChatStoreException> type, ThrowingCallable call) {
        ChatStoreException error = catchThrowableOfType(type, call);
        assertThat(error).isNotNull();
        for (Throwable each = error; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(SECRET);
        }
    }

    private static LimitExceededException refused(ThrowingCallable call) {
        LimitExceededException refused = catchThrowableOfType(LimitExceededException.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }
}
