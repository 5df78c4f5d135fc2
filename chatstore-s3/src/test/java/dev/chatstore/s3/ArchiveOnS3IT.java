package dev.chatstore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.archive.run.ArchiveReport;
import dev.chatstore.testkit.Histories;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A store whose older messages are on S3. */
class ArchiveOnS3IT {
    private static final ConversationId ID = ConversationId.of("c");
    private static final Predicate<StubStorage.Request> CONTENT =
            request -> request.is("GET") && !request.head().contains("list-type");

    private static ChatStorageBuilder builder(StubStorage storage) {
        return ChatStorage.builder()
                .url("memory:")
                .set("archive.url", Places.newUrl())
                .set("archive.segment-messages", "25")
                .set("archive.s3.endpoint", storage.url())
                .set("archive.s3.access-key", "AKIDEXAMPLE")
                .set("archive.s3.secret-key", Places.SECRET)
                .set("archive.s3.retries", "0");
    }

    private static void append(ChatStorage storage) {
        storage.chats()
                .append(
                        ID,
                        IntStream.rangeClosed(1, 51)
                                .mapToObj(i -> NewMessage.user("message " + i))
                                .toList());
    }

    @Test
    void messagesAreReadEditedAndBroughtBackFromS3() throws Exception {
        try (StubStorage server = StubStorage.of(
                        request -> StubStorage.forward(request, Places.server().url()));
                ChatStorage storage = builder(server).open()) {
            append(storage);
            List<Message> before = Histories.all(storage.chats(), ID);

            ArchiveReport moved = Archive.of(storage).archive(ID).orElseThrow();
            assertThat(moved.total().messages()).isEqualTo(50);
            assertThat(moved.total().segments()).isEqualTo(2);
            assertThat(server.requests())
                    .filteredOn(request -> request.is("PUT"))
                    .hasSize(2);
            assertThat(Histories.all(storage.chats(), ID)).isEqualTo(before);
            int fetched = (int) server.requests().stream().filter(CONTENT).count();
            assertThat(fetched).isEqualTo(2);
            assertThat(Histories.all(storage.chats(), ID)).isEqualTo(before);
            assertThat(server.requests()).filteredOn(CONTENT).hasSize(fetched);

            storage.chats().edit(ID, 30, MessageEdit.of("edited"));
            assertThat(Histories.texts(Histories.all(storage.chats(), ID)).get(29))
                    .isEqualTo("edited");

            Archive.of(storage).unarchive(ID).orElseThrow();
            assertThat(server.requests())
                    .filteredOn(request -> request.is("DELETE"))
                    .hasSize(2);
            assertThat(Histories.all(storage.chats(), ID)).hasSize(51);
        }
    }

    @Test
    void whileS3IsAwayOnlyArchivedMessagesAreMissed() throws Exception {
        AtomicBoolean isAway = new AtomicBoolean();
        try (StubStorage server = StubStorage.of(request -> isAway.get()
                        ? StubStorage.NOTHING
                        : StubStorage.forward(request, Places.server().url()));
                ChatStorage storage = builder(server).open()) {
            append(storage);
            Archive.of(storage).archive(ID).orElseThrow();
            isAway.set(true);
            assertThat(storage.chats().recent(ID, 1)).hasSize(1);
            storage.chats().append(ID, NewMessage.user("message 52"));
            assertThatThrownBy(() -> storage.chats().recent(ID, 10))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("s3://");
            isAway.set(false);
            assertThat(Histories.all(storage.chats(), ID)).hasSize(52);
        }
    }

    @Test
    void aMisspeltSettingOfS3IsAnError() throws Exception {
        try (StubStorage server = StubStorage.of(request -> StubStorage.NOTHING)) {
            assertThatThrownBy(() -> builder(server)
                            .set("archive.s3.regoin", "eu-north-1")
                            .open())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("did you mean archive.s3.region?");
        }
    }
}
