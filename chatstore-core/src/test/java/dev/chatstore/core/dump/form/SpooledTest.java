package dev.chatstore.core.dump.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.dump.FilledStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpooledTest {
    private final AtomicReference<Path> file = new AtomicReference<>();
    private byte[] dump;

    @BeforeEach
    void dump() {
        try (ChatStorage source = FilledStore.empty()) {
            for (int i = 0; i < 12; i++) {
                source.chats().append(ConversationId.of("large"), NewMessage.user("x".repeat(900_000)));
            }
            dump = FilledStore.dump(source);
        }
    }

    private void fill(Spooled<MessageSnapshot> messages) throws IOException, MalformedLineException {
        try (LineSource lines = new LineSource(new ByteArrayInputStream(dump))) {
            for (LineFields line = lines.next(); line != null; line = lines.next()) {
                if (MessageLine.NAME.equals(line.first())) {
                    messages.add(new MessageSnapshot(MessageLine.read(line.fields(MessageLine.NAME))), lines.length());
                }
            }
        }
    }

    private OutputStream noted(Path created) throws IOException {
        file.set(created);
        return Files.newOutputStream(created);
    }

    @Test
    void aReaderThatStopsDoesNotKeepTheFile() throws IOException, MalformedLineException {
        Spooled<MessageSnapshot> messages = new Spooled<>(BegunMessage.FORM, this::noted);
        fill(messages);
        messages.end();
        assertThat(messages.count()).isEqualTo(12);
        Iterator<MessageSnapshot> stopped = messages.iterator();
        for (int i = 0; i < 8; i++) {
            assertThat(stopped.next().message().sequence()).isEqualTo(i + 1);
        }
        assertThat(messages).hasSize(12);
        assertThat(file.get()).exists();
        messages.close();
        assertThat(file.get()).doesNotExist();
        // Its part of the file was read ahead; the file itself is closed.
        assertThatThrownBy(() -> stopped.forEachRemaining(message -> {})).isInstanceOf(Exception.class);
    }

    @Test
    void aFullDiskIsAnErrorOfItsOwnAndKeepsNoFile() {
        Spooled<MessageSnapshot> messages = new Spooled<>(BegunMessage.FORM, created -> {
            file.set(created);
            return new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    throw new IOException("no space left on device");
                }
            };
        });
        assertThatThrownBy(() -> fill(messages))
                .isInstanceOf(Spooled.SpoolException.class)
                .hasMessageContaining("java.io.tmpdir")
                .hasRootCauseMessage("no space left on device");
        assertThatThrownBy(messages::end).isInstanceOf(Spooled.SpoolException.class);
        assertThat(file.get()).exists();
        messages.close();
        assertThat(file.get()).doesNotExist();
    }
}
