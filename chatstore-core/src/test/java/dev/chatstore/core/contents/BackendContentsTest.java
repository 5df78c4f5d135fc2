package dev.chatstore.core.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import dev.chatstore.core.backend.OpenGate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each read passes the gate by itself. */
class BackendContentsTest {
    private static final int SESSIONS = 2_500;

    private final OpenGate gate = new OpenGate("test");
    private final List<String> reads = new ArrayList<>();
    private Runnable duringRead = () -> {};
    private final BackendContents contents = new BackendContents(backend(new Reader()), gate);

    /** A store of sessions alone, and of three tenants that are found in three reads. */
    private final class Reader implements ContentReader {
        @Override
        public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
            return new HeadPage(List.of(), List.of());
        }

        @Override
        public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
            return List.of();
        }

        @Override
        public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
            int from = after == null ? 0 : Integer.parseInt(after.value()) + 1;
            int to = Math.min(SESSIONS, from + limit);
            reads.add(from + " to " + to);
            duringRead.run();
            return new SessionCount(
                    to - from, to - from < limit ? null : new SessionId(tenant, "s", Integer.toString(to - 1)));
        }

        @Override
        public Iterator<String> tenants(ReadGate each) {
            return IntStream.range(0, 3)
                    .mapToObj(i -> each.pass(() -> {
                        reads.add("tenant " + i);
                        duringRead.run();
                        return "tenant " + i;
                    }))
                    .iterator();
        }

        @Override
        public ContentEstimate estimate() {
            return ContentEstimate.UNKNOWN;
        }
    }

    private static Backend backend(ContentReader reader) {
        return new Backend() {
            @Override
            public ChatStore chats() {
                throw new AssertionError("contents alone are read");
            }

            @Override
            public SessionBackend sessions() {
                throw new AssertionError("contents alone are read");
            }

            @Override
            public ConversationLoader loader() {
                throw new AssertionError("contents alone are read");
            }

            @Override
            public StoreSnapshot snapshot(StoreScope scope) {
                throw new AssertionError("contents alone are read");
            }

            @Override
            public ContentReader contents() {
                return reader;
            }

            @Override
            public String identity() {
                return "a";
            }

            @Override
            public int purge(int limit) {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    /** Closes the gate in another thread, as far as it gets while a read is running. */
    private void beginToClose() {
        Thread closing = new Thread(gate::close);
        closing.start();
        while (isOpen()) {
            Thread.onSpinWait();
        }
    }

    private boolean isOpen() {
        try {
            gate.checkOpen();
            return true;
        } catch (ClosedException e) {
            return false;
        }
    }

    @Test
    void sessionsAreCountedInPartsOfBoundedSize() {
        assertThat(contents.count(ContentQuery.ofTenant("default")).sessions()).isEqualTo(SESSIONS);
        assertThat(reads).containsExactly("0 to 1000", "1000 to 2000", "2000 to 2500");
    }

    @Test
    void closingEndsACountOfSessionsAfterTheCurrentPart() {
        duringRead = this::beginToClose;
        assertThatThrownBy(() -> contents.count(ContentQuery.ofTenant("default")))
                .isInstanceOf(ClosedException.class);
        assertThat(reads).hasSize(1);
    }

    @Test
    void closingEndsASearchForTenantsAfterTheCurrentRead() {
        Iterator<String> tenants = contents.tenants();
        assertThat(tenants.next()).isEqualTo("tenant 0");
        duringRead = this::beginToClose;
        assertThatThrownBy(() -> tenants.forEachRemaining(tenant -> {})).isInstanceOf(ClosedException.class);
        assertThat(reads).containsExactly("tenant 0", "tenant 1");
    }
}
