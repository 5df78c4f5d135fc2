package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.ErasureCertificate.Outcome;
import dev.chatstore.core.erasure.Person;
import dev.chatstore.testkit.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an erasure leaves in the bytes of a database's files. */
class SqliteErasureIT {
    private static final String PERSON = "kari-4799887766";
    private static final String MARKER = "zebra-marker";
    private static final String TENANT = "acme";
    private static final ConversationId GROUP = ConversationId.of(TENANT, "group");

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00Z"));

    private ChatStorage open() {
        return ChatStorage.builder()
                .url("sqlite:" + folder.resolve("bot.db"))
                .clock(clock)
                .expiryClock(clock)
                .open();
    }

    /** Makes conversations of all sizes, also of more than one page for a text and of more than one batch of a delete. */
    private static void fill(ChatStorage storage) {
        ChatStore chats = storage.chats();
        chats.open(GROUP, Profile.EMPTY.withTitle("all of us"));
        for (int i = 0; i < 20; i++) {
            ConversationId owned = ConversationId.of(TENANT, PERSON + "-" + i);
            chats.open(owned, Profile.EMPTY.withOwner(PERSON).withTitle(MARKER).withSystemPrompt(MARKER));
            chats.append(owned, NewMessage.user(MARKER + "x".repeat(i * 1_000)).withAuthor(PERSON));
            chats.edit(owned, 1, MessageEdit.of(MARKER + " edited"));
            chats.append(
                    GROUP,
                    NewMessage.user("of others " + i),
                    NewMessage.user(MARKER)
                            .withAuthor(PERSON)
                            .withId(PERSON + ":" + i)
                            .withMetadata(Map.of("from", MARKER)));
            storage.sessions(String.class)
                    .assigningOwner(PERSON)
                    .getOrCreate(SessionKey.of(TENANT, PERSON + i), () -> MARKER);
        }
        ConversationId large = ConversationId.of(TENANT, PERSON + "-large");
        chats.open(large, Profile.EMPTY.withOwner(PERSON));
        List<NewMessage> messages = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            messages.add(NewMessage.user(MARKER).withAuthor(PERSON).withId(PERSON + i));
        }
        chats.append(large, messages.subList(0, 750));
        chats.append(large, messages.subList(750, 1_500));
    }

    /** Returns the files that have a text in their bytes. */
    private List<String> filesWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : List.of("bot.db", "bot.db-wal", "bot.db-shm")) {
            Path file = folder.resolve(name);
            // Each byte is one character, so that the search is one for bytes.
            if (Files.exists(file)
                    && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                found.add(name);
            }
        }
        return found;
    }

    @Test
    void nothingOfThePersonIsLeftInTheBytesOfTheFiles() throws IOException {
        try (ChatStorage storage = open()) {
            fill(storage);
            assertThat(filesWith(PERSON)).isNotEmpty();
            assertThat(filesWith(MARKER)).isNotEmpty();
            String run = Erasure.newRun();
            Erasure erasure =
                    Erasure.of(storage, Person.of(TENANT, PERSON), "operator").withRun(run);

            ErasureCertificate certificate = erasure.run().certificate();
            assertThat(certificate.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(certificate.sanitized()).isTrue();
            assertThat(certificate.removed().conversations()).isEqualTo(21);
            assertThat(certificate.removed().writtenMessages()).isEqualTo(20);
            assertThat(filesWith(MARKER)).as("texts").isEmpty();
            assertThat(certificate.rememberedUntil()).isEqualTo(clock.instant().plus(Backend.REMEMBERED));

            clock.advance(Backend.REMEMBERED.plus(Duration.ofSeconds(1)));
            assertThat(erasure.run().certificate().rememberedUntil()).isNull();
            assertThat(filesWith(PERSON))
                    .as("ids, after their keys are forgotten")
                    .isEmpty();
            assertThat(storage.chats().find(GROUP).orElseThrow().messageCount()).isEqualTo(40);
        }
        assertThat(filesWith(PERSON)).isEmpty();
        assertThat(filesWith(MARKER)).isEmpty();
    }
}
