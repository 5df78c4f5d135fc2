package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.SessionBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CleanerTest {
    private static final Duration SOON = Duration.ofMillis(1);

    /** A backend that has only rows to purge. */
    private static final class Rows implements Backend {
        private final BlockingQueue<Integer> purged = new LinkedBlockingQueue<>();
        private int left;
        private boolean unreachable;

        Rows(int left, boolean unreachable) {
            this.left = left;
            this.unreachable = unreachable;
        }

        @Override
        public int purge(int limit) {
            if (unreachable) {
                unreachable = false;
                purged.add(-1);
                throw new UnavailableException("out of reach", true, null);
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
        public SessionBackend sessions() {
            throw new AssertionError("a cleaner needs no sessions");
        }

        @Override
        public void close() {}
    }

    @Test
    void batchesArePurgedUntilOneIsNotFull() throws InterruptedException {
        Rows rows = new Rows(25, false);
        Cleaner cleaner = new Cleaner(rows, SOON, 10);
        assertThat(rows.firstPurges(4)).containsExactly(10, 10, 5, 0);
        cleaner.close();
    }

    @Test
    void purgingContinuesAfterAFailure() throws InterruptedException {
        Rows rows = new Rows(3, true);
        Cleaner cleaner = new Cleaner(rows, SOON, 10);
        assertThat(rows.firstPurges(3)).containsExactly(-1, 3, 0);
        cleaner.close();
    }
}
