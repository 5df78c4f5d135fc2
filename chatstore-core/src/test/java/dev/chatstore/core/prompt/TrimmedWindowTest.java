package dev.chatstore.core.prompt;

import static dev.chatstore.core.prompt.Dialog.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of conversations whose oldest messages were removed. Message 2n-1 is question n, and 2n its answer. */
class TrimmedWindowTest {
    private final Dialog dialog = new Dialog();

    @AfterEach
    void close() {
        dialog.close();
    }

    private void trim(long first) {
        StoreAccess.of(dialog.storage()).orElseThrow().oldMessages().trim(ID, first, OldMessages.MESSAGES_PER_CALL);
    }

    private Prompt read(int messages) {
        return ContextWindow.ofMessages(messages).read(dialog.chats(), ID);
    }

    @Test
    void theOldestQuestionThatIsLeftBeginsTheWindow() {
        dialog.turns(1, 5);
        trim(5);
        assertThat(Dialog.texts(read(20))).containsExactly("q3", "a3", "q4", "a4", "q5", "a5");
        assertThat(read(20).complete()).isTrue();
        assertThat(Dialog.texts(read(4))).containsExactly("q4", "a4", "q5", "a5");
        assertThat(read(4).complete()).isFalse();
    }

    @Test
    void anAnswerWithoutItsQuestionIsLeftOut() {
        dialog.turns(1, 5);
        trim(6);
        assertThat(Dialog.texts(read(20))).containsExactly("q4", "a4", "q5", "a5");
        assertThat(read(20).complete()).isFalse();
    }

    @Test
    void theOnlyTurnIsShownAsItIsLeft() {
        dialog.turns(1, 5);
        trim(10);
        assertThat(Dialog.texts(read(20))).containsExactly("a5");
        trim(11);
        assertThat(Dialog.texts(read(20))).isEmpty();
        assertThat(read(20).complete()).isTrue();
    }

    @Test
    void aSystemMessageThatIsLeftAtTheBeginningIsKept() {
        dialog.turns(1, 2).append(NewMessage.system("s1")).turns(3, 6);
        trim(5);
        assertThat(Dialog.texts(read(2))).containsExactly("s1", "q6", "a6");
    }
}
