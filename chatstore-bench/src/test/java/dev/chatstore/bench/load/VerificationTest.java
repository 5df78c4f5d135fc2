package dev.chatstore.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.NewMessage;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final LoadOptions OPTIONS = Loads.options(1);
    private static final long OWN = 1L << 40;

    @TempDir
    Path folder;

    private final Population population = new Population(OPTIONS);
    private final Ledger ledger = new Ledger(population.size());
    private final SplittableRandom random = new SplittableRandom(1);

    /** Verifies after work on conversation 7, which has two messages. */
    private Verification after(Consumer<ChatStore> work) {
        String url = "sqlite:" + folder.resolve("chat.db");
        InitialHistory.append(OPTIONS, url, population, ledger);
        try (ChatStorage storage = ChatStorage.open(url)) {
            work.accept(storage.chats());
        }
        return Verification.of(url, population, ledger);
    }

    private void append(ChatStore chats, long number) {
        chats.append(population.id(7), NewMessage.user(NumberedText.of(number, random)));
    }

    @Test
    void whatWasAcknowledgedAndNothingElseIsRight() {
        Verification verified = after(chats -> {
            append(chats, OWN);
            append(chats, OWN + 1);
            ledger.acknowledged(7, 3, OWN);
            ledger.acknowledged(7, 4, OWN + 1);
        });
        assertThat(verified).isEqualTo(new Verification(602, 0, 0));
        assertThat(verified.isPassed()).isTrue();
    }

    @Test
    void aMissingMessageIsWrong() {
        assertThat(after(chats -> ledger.acknowledged(7, 3, OWN)).wrong()).isOne();
    }

    @Test
    void aMessageThatIsStoredTwiceIsWrong() {
        assertThat(after(chats -> {
                            append(chats, OWN);
                            append(chats, OWN);
                            ledger.acknowledged(7, 3, OWN);
                        })
                        .wrong())
                .isOne();
    }

    @Test
    void aMessageWithAnotherSequenceThanItsReceiptIsWrong() {
        assertThat(after(chats -> {
                            append(chats, OWN);
                            append(chats, 2 * OWN);
                            ledger.acknowledged(7, 4, OWN);
                            ledger.acknowledged(7, 3, 2 * OWN);
                        })
                        .wrong())
                .isOne();
    }

    @Test
    void messagesOfACallerInAnotherOrderAreWrong() {
        assertThat(after(chats -> {
                            append(chats, OWN + 1);
                            append(chats, OWN);
                            ledger.acknowledged(7, 3, OWN + 1);
                            ledger.acknowledged(7, 4, OWN);
                        })
                        .wrong())
                .isOne();
    }

    @Test
    void aMessageWhoseAppendFailedMayBeThereAndIsReported() {
        Verification verified = after(chats -> {
            append(chats, OWN);
            ledger.failed(OWN);
        });
        assertThat(verified).isEqualTo(new Verification(601, 0, 1));
        assertThat(verified.isPassed()).isFalse();
    }
}
