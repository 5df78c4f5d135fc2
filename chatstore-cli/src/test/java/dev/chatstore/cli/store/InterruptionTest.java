package dev.chatstore.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InterruptionTest {
    private final CountDownLatch waited = new CountDownLatch(1);

    /** Counts down when the command prints that it waits. */
    private final ByteArrayOutputStream err = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (toString(StandardCharsets.UTF_8).contains("waiting")) {
                waited.countDown();
            }
        }
    };

    private Console console(InputStream in) {
        return new Console(in, OutputStream.nullOutputStream(), err, new Terminals(true, false, false, 80));
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aStoreThatClosesAtOnceIsNotTalkedAbout() {
        Interruption interruption = new Interruption(console(InputStream.nullInputStream()), () -> {}, "Go on so.");
        interruption.commandEnded();
        interruption.run();
        assertThat(printed()).isEqualTo("chatstore: interrupted. Go on so.\n");
    }

    @Test
    void theUserIsToldThatACallIsStillRunning() {
        Runnable close = () -> {
            try {
                waited.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Interruption interruption = new Interruption(console(InputStream.nullInputStream()), close, "Go on so.");
        interruption.commandEnded();
        interruption.run();
        assertThat(printed().lines())
                .containsExactly(
                        "chatstore: interrupted, and waiting for the store to finish the running call, up to 30 seconds",
                        "chatstore: interrupted. Go on so.");
    }

    @Test
    void atAQuestionNothingWasBegun() throws IOException {
        Interruption[] interruption = new Interruption[1];
        Console console = console(new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                interruption[0].run();
                return -1;
            }
        });
        interruption[0] = new Interruption(console, () -> {}, "What was deleted stays so.");
        console.ask("Delete? ");
        assertThat(printed()).isEqualTo("Delete? chatstore: interrupted. Nothing was changed.\n");
    }
}
