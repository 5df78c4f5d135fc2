package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.StoreScope;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What fails, but is no damage of the dump. */
class RestoreFailureTest {
    private final ChatStorage source = FilledStore.filled();
    private final ChatStorage target = FilledStore.empty();
    private final byte[] dump = FilledStore.dump(source);

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private InputStream stream() {
        return new ByteArrayInputStream(dump);
    }

    private StoreDigest content() {
        return StoreDigest.of(target, StoreScope.everything());
    }

    @Test
    void aStreamThatBreaksIsNoDamage() {
        IOException broken = new IOException("connection reset");
        InputStream breaking = new SequenceInputStream(
                new ByteArrayInputStream(dump, 0, dump.length / 2),
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read() throws IOException {
                        throw broken;
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw broken;
                    }
                });
        assertThatThrownBy(() -> StoreRestore.into(target).read(breaking)).isSameAs(broken);
    }

    @Test
    void anErrorOfAListenerIsNoDamage() throws IOException {
        // Enough for a call before the end of the dump.
        for (int i = 0; i < 6; i++) {
            source.chats().append(FilledStore.EMPTY, NewMessage.user("x".repeat(900_000)));
        }
        InvalidInputException refused = new InvalidInputException("field", "must be another", 0);
        byte[] large = FilledStore.dump(source);
        StoreRestore restore = StoreRestore.into(target).onProgress(progress -> {
            throw refused;
        });
        assertThatThrownBy(() -> restore.read(new ByteArrayInputStream(large))).isSameAs(refused);
    }

    @Test
    void anInterruptEndsARestoreAndACopyBeforeTheNextCall() throws IOException {
        for (boolean copies : new boolean[] {false, true}) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> {
                            if (copies) {
                                StoreCopy.from(source).to(target).run();
                            } else {
                                StoreRestore.into(target).read(stream());
                            }
                        })
                        .isInstanceOfSatisfying(
                                UnavailableException.class,
                                error -> assertThat(error.retryable()).isTrue());
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(content().conversations()).isZero();
        }
        assertThat(StoreRestore.into(target).read(stream()).isComplete()).isTrue();
    }

    @Test
    void aRestoreOfADumpWithoutSomethingIsNotComplete() throws IOException {
        List<String> lines = new ArrayList<>(DumpLines.of(dump));
        int trailer = lines.size() - 1;
        lines.set(trailer, lines.get(trailer).replace("\"leftOut\":0", "\"leftOut\":2"));
        lines.addAll(trailer, List.of("{\"leftOut\":{}}", "{\"leftOut\":{}}"));
        RestoreReport report = StoreRestore.into(target).read(DumpLines.dump(lines));
        assertThat(report.leftOut()).isEqualTo(2);
        assertThat(report.added()).isEqualTo(new Quantity(3, 8, 2));
        assertThat(report.isComplete()).isFalse();
        assertThat(report.summary()).endsWith("; not in the dump, since they could not be read: 2");
    }
}
