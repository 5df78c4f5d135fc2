package dev.chatstore.core.archive.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.segment.HeapPlace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process dies before any call of the store and the place, or right after one: no message is lost, doubled or hidden. */
final class ArchiveCrashTest {
    private static final ConversationId KARI = ConversationId.of("acme", "kari");
    private static final int MOST_CALLS = 500;

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A process that dies at a call, and whose calls all fail from then on. */
    private static final class Process implements BackendProvider {
        private long left = Long.MAX_VALUE;
        private boolean dead;
        private boolean after;

        void dieAt(long call, boolean afterIt) {
            left = call;
            after = afterIt;
            dead = false;
        }

        void restart() {
            left = Long.MAX_VALUE;
            dead = false;
        }

        <T> T watched(T target, Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> watch(target, method, arguments)));
        }

        private Object watch(Object target, Method method, Object[] arguments) throws Throwable {
            boolean dies = --left < 0;
            if (dead || (dies && !after)) {
                dead = true;
                throw new Crash();
            }
            Object result = call(target, method, arguments);
            if (dies) {
                dead = true;
                throw new Crash();
            }
            return result;
        }

        private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public Backend open(BackendContext context) {
            Backend memory = new MemoryBackendProvider()
                    .open(new BackendContext(
                                    ConnectionUrl.parse("memory:"),
                                    context.settings(),
                                    context.clock(),
                                    context.random())
                            .withClocks(context.clock(), context.expiryClock())
                            .withCommitted(context.committed()));
            ChatStore chats = watched(memory.chats(), ChatStore.class);
            Optional<SegmentStore> segments = memory.segments().map(index -> watched(index, SegmentStore.class));
            SessionBackend sessions = watched(memory.sessions(), SessionBackend.class);
            return (Backend) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Backend.class},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "chats" -> chats;
                        case "segments" -> segments;
                        case "sessions" -> sessions;
                        default -> call(memory, method, arguments);
                    });
        }
    }

    private interface Step {
        Optional<ArchiveReport> run(Archive archive);
    }

    private static void crashEverywhere(boolean isArchived, Step step) {
        for (boolean after : List.of(true, false)) {
            int crashes = 0;
            while (crashed(isArchived, step, crashes, after)) {
                crashes++;
                assertThat(crashes).isLessThan(MOST_CALLS);
            }
            assertThat(crashes).as("calls").isGreaterThan(10);
        }
    }

    /** Returns whether the process died before the step had ended. */
    private static boolean crashed(boolean isArchived, Step step, int call, boolean after) {
        MutableClock clock = MutableClock.at(Archives.START);
        HeapPlace place = new HeapPlace(clock);
        Process process = new Process();
        try (ChatStorage storage = Archives.with(clock, process.watched(place, SegmentPlace.class))
                .backend(process)
                .open()) {
            Archives.append(storage, KARI, 12);
            List<Message> messages = Histories.all(storage.chats(), KARI);
            clock.advance(Duration.ofDays(40));
            Archive archive = Archive.of(storage).withRule(Archives.IDLE);
            if (isArchived) {
                archive.run();
            }
            process.dieAt(call, after);
            boolean crashed = false;
            try {
                step.run(archive);
            } catch (Crash e) {
                crashed = true;
            }
            crashed |= process.dead;
            process.restart();
            assertThat(Histories.all(storage.chats(), KARI)).as("call %d", call).isEqualTo(messages);

            clock.advance(Duration.ofHours(2));
            assertThat(step.run(archive)).as("call %d", call).isPresent();
            assertThat(Histories.all(storage.chats(), KARI)).as("call %d", call).isEqualTo(messages);
            archive.withRule(ArchiveRule.NONE).run();
            assertThat(place.ids()).as("call %d", call).isEqualTo(Archives.segmentIds(storage, "acme"));
            return crashed;
        }
    }

    @Test
    void whileMessagesAreMoved() {
        crashEverywhere(false, Archive::run);
    }

    @Test
    void whileMessagesAreBroughtBack() {
        crashEverywhere(true, Archive::unarchiveAll);
    }

    @Test
    void aPlaceThatFailsEndsTheRunAndTheNextOneGoesOn() {
        MutableClock clock = MutableClock.at(Archives.START);
        Process process = new Process();
        HeapPlace place = new HeapPlace(clock);
        try (ChatStorage storage =
                Archives.with(clock, process.watched(place, SegmentPlace.class)).open()) {
            Archives.append(storage, KARI, 12);
            process.dieAt(0, false);
            assertThatThrownBy(() -> Archive.of(storage).archive(KARI)).isInstanceOf(Crash.class);
            process.restart();
            assertThat(Archive.of(storage).archive(KARI).orElseThrow().total().messages())
                    .isEqualTo(11);
        }
    }
}
