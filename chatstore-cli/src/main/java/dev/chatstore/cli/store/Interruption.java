package dev.chatstore.cli.store;

import dev.chatstore.cli.output.Console;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens if the user interrupts a command: the store is closed, which waits for the running calls, and a message says
 * how to go on. A database that does not answer makes that long, which is said as well.
 */
final class Interruption implements Runnable {
    private static final long PATIENCE_MILLIS = 1_500;
    /** How long a command has to print what it did until then. */
    private static final long LAST_WORDS_SECONDS = 2;

    private final Console console;
    private final Runnable close;
    private final String advice;
    private final CountDownLatch ended = new CountDownLatch(1);

    Interruption(Console console, Runnable close, String advice) {
        this.console = console;
        this.close = close;
        this.advice = advice;
    }

    /** Notes that the command has ended, with whatever result. */
    void commandEnded() {
        ended.countDown();
    }

    @Override
    public void run() {
        boolean nothingBegun = console.isAsking();
        console.interrupt();
        try {
            close();
            if (!nothingBegun) {
                ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        console.err().println("chatstore: interrupted. " + (nothingBegun ? "Nothing was changed." : advice));
        console.flush();
    }

    private void close() throws InterruptedException {
        Thread closing = new Thread(close, "chatstore-closing");
        closing.start();
        closing.join(PATIENCE_MILLIS);
        if (closing.isAlive()) {
            console.err()
                    .println("chatstore: interrupted, and waiting for the store to finish the running call,"
                            + " up to 30 seconds");
            closing.join();
        }
    }
}
