package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    private static final Pattern FOUND = Pattern.compile(
            "\\((\\d+) messages were reported as stored, (\\d+) exist, in order and without duplicates\\)");

    @Test
    void noMessageThatAKilledProcessReportedAsStoredIsMissing(@TempDir Path folder) {
        String store = "sqlite:" + folder.resolve("bot.db");
        Run run = Run.of("--store", store);
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.printed())
                .containsPattern("[1-9]\\d+ messages added, 0 already there, 0 skipped")
                .containsPattern("imported again: \\d+ conversations, 0 messages added")
                .contains("exit code 137")
                .contains("  | harbour> I have a table for 4 on Friday")
                .contains("Last time you said: Friday, 19:30")
                .contains("still missing: a name.")
                .contains("harbour> It is in the book: a table for 4 on Friday");
        Matcher found = FOUND.matcher(run.printed());
        assertThat(found.find()).isTrue();
        long stored = Long.parseLong(found.group(1));
        assertThat(stored).isGreaterThanOrEqualTo(300);
        // The message that was being written when the process was killed may exist or not.
        assertThat(Long.parseLong(found.group(2))).isBetween(stored, stored + 1);
        assertStored(store, Long.parseLong(found.group(2)));
    }

    @Test
    void aSecondRunContinuesTheConversation(@TempDir Path folder) {
        String store = "sqlite:" + folder.resolve("bot.db");
        Run.of("--store", store);
        Run again = Run.of("--store", store);
        assertThat(again.exitCode()).isZero();
        assertThat(again.printed()).contains("Last time you said: Yes, please!").contains(" 25 messages, the newest");
    }

    @Test
    void theScriptSkipsTheKillWithoutPersistence() {
        Run run = Run.of("--store", "memory:");
        assertThat(run.exitCode()).isZero();
        assertThat(run.printed())
                .contains("this storage loses its data when it is closed")
                .doesNotContain("SIGKILL");
    }

    private static void assertStored(String store, long flooded) {
        try (Storage stores = ChatStorage.open(store)) {
            List<Message> talk = stores.chats().recent(ConversationId.of("anna-boat-tour"), 8);
            assertThat(talk)
                    .extracting(Message::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(18, 25).boxed().toList());
            assertThat(talk).element(2).extracting(Message::text).isEqualTo("Friday, 19:30");
            assertThat(stores.sessions(Booking.class).find(SessionKey.of("anna")))
                    .map(Session::state)
                    .hasValueSatisfying(booking -> assertThat(booking.booked()).isTrue());
            assertThat(stores.chats()
                            .find(ConversationId.of("flood", "anna"))
                            .orElseThrow()
                            .messageCount())
                    .isEqualTo(flooded);
        }
    }
}
