package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CleanerTest {
    private static final Duration SOON = Duration.ofMillis(1);

    /** A backend that has only rows to purge. */
    private static final class Rows implements Backend {
        private final BlockingQueue<Integer> purged = new LinkedBlockingQueue<>();
        private int left;
        private @Nullable Throwable thrown;

        Rows(int left, @Nullable Throwable thrown) {
            this.left = left;
            this.thrown = thrown;
        }

        @Override
        public int purge(int limit) {
            Throwable failure = thrown;
            if (failure != null) {
                thrown = null;
                purged.add(-1);
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
            int rows = Math.min(limit, left);
            left -= rows;
            purged.add(rows);
            return rows;
        }

        List<Integer> firstPurges(int count) throws InterruptedException {
            List<Integer> first = new ArrayList<>();
            while (first.size() < count) {
                first.add(purged.poll(1, TimeUnit.MINUTES));
            }
            return first;
        }

        @Override
        public ChatStore chats() {
            throw new AssertionError("a cleaner needs no chats");
        }

        @Override
        public ConversationLoader loader() {
            throw new AssertionError("a cleaner needs no loader");
        }

        @Override
        public StoreSnapshot snapshot(StoreScope scope) {
            throw new AssertionError("a cleaner needs no snapshot");
        }

        @Override
        public String identity() {
            return "rows";
        }

        @Override
        public SessionBackend sessions() {
            throw new AssertionError("a cleaner needs no sessions");
        }

        @Override
        public void close() {}
    }

    @Test
    void batchesArePurgedUntilOneIsNotFull() throws InterruptedException {
        Rows rows = new Rows(25, null);
        Cleaner cleaner = new Cleaner(rows, SOON, 10);
        assertThat(rows.firstPurges(4)).containsExactly(10, 10, 5, 0);
        cleaner.close();
    }

    @Test
    void purgingContinuesAfterAnError() throws InterruptedException {
        Rows rows = new Rows(3, new StackOverflowError());
        Cleaner cleaner = new Cleaner(rows, SOON, 10);
        assertThat(rows.firstPurges(3)).containsExactly(-1, 3, 0);
        cleaner.close();
    }

    @Test
    void purgingContinuesAfterAFailure() throws InterruptedException {
        Rows rows = new Rows(3, UnavailableException.notDone("out of reach", true, null));
        Cleaner cleaner = new Cleaner(rows, SOON, 10);
        assertThat(rows.firstPurges(3)).containsExactly(-1, 3, 0);
        cleaner.close();
    }
}
