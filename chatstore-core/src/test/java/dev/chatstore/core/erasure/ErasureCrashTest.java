package dev.chatstore.core.erasure;

import static dev.chatstore.core.erasure.PersonInStore.ALL;
import static dev.chatstore.core.erasure.PersonInStore.KARI;
import static dev.chatstore.core.erasure.PersonInStore.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.erasure.ErasureCertificate.Outcome;
import dev.chatstore.testkit.MutableClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that ends before or after each step of an erasure, and another one that continues its run. */
class ErasureCrashTest {
    private static final Set<String> STEPS = Set.of(
            "open",
            "append",
            "appendAll",
            "deleteConversation",
            "deleteSession",
            "erase",
            "replace",
            "purge",
            "sanitize");

    private final MutableClock clock = MutableClock.at(PersonInStore.START);
    private int steps;

    private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler, Class<?>... more) {
        Class<?>[] types = new Class<?>[more.length + 1];
        types[0] = type;
        System.arraycopy(more, 0, types, 1, more.length);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types, handler));
    }

    /** Returns a storage that fails at one step, before or after it is made, and at all later ones. */
    private Storage failingAt(ChatStorage storage, int step, boolean after) {
        ChatStore chats = proxy(
                ChatStore.class,
                (self, method, arguments) -> {
                    Object result = step(storage.chats(), method, arguments, step, after);
                    return result instanceof MessageErasure erasure
                            ? proxy(
                                    MessageErasure.class,
                                    (same, called, given) -> step(erasure, called, given, step, after))
                            : result;
                },
                StoreAccess.class,
                ConversationLoader.class);
        return proxy(
                Storage.class,
                (self, method, arguments) ->
                        method.getName().equals("chats") ? chats : call(storage, method, arguments));
    }

    private Object step(Object on, Method method, Object[] arguments, int step, boolean after) throws Throwable {
        if (!STEPS.contains(method.getName())) {
            return call(on, method, arguments);
        }
        steps++;
        if (steps > step || (steps == step && !after)) {
            throw crash();
        }
        Object result = call(on, method, arguments);
        if (steps == step) {
            throw crash();
        }
        return result;
    }

    private static UnavailableException crash() {
        return UnavailableException.notDone("the process has ended", false, null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunThatIsContinuedRemovesTheRestAndCountsWhatWasRemoved(boolean after) {
        int crashes = 0;
        for (int step = 1; crashes == step - 1; step++) {
            steps = 0;
            try (ChatStorage storage = PersonInStore.filled(clock)) {
                StoreDigest other = StoreDigest.of(storage, StoreScope.ofTenant("other"));
                String run = Erasure.newRun();
                Storage failing = failingAt(storage, step, after);
                try {
                    Erasure.of(failing, KARI, "operator:ola").withRun(run).run();
                } catch (UnavailableException e) {
                    crashes++;
                }
                ErasureCertificate certificate = Erasure.of(storage, KARI, "operator:ola")
                        .withRun(run)
                        .run()
                        .certificate();
                assertThat(certificate.outcome()).as("after step %s", step).isEqualTo(Outcome.COMPLETE);
                assertCounted(certificate, step);
                assertThat(Erasure.runs(storage)).hasSize(1);
                assertThat(StoreDigest.of(storage, StoreScope.ofTenant("other")))
                        .isEqualTo(other);
            }
        }
        // Open, three for the batch of the record, two deletions, two erasures, two sessions, sanitize, the
        // certificate.
        assertThat(crashes).isGreaterThanOrEqualTo(11);
    }

    private static void assertCounted(ErasureCertificate certificate, int step) {
        ErasedAmounts both = certificate.removed().plus(certificate.interrupted());
        assertThat(certificate.removed().conversations()).as("at step %s", step).isBetween(0L, ALL.conversations());
        assertThat(both.conversations()).isBetween(ALL.conversations(), 2 * ALL.conversations());
        assertThat(both.writtenMessages()).isBetween(ALL.writtenMessages(), 2 * ALL.writtenMessages());
        assertThat(both.sessions()).isBetween(ALL.sessions(), 2 * ALL.sessions());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRunThatHasNotEndedIsListedWithoutACertificate(int step) {
        try (ChatStorage storage = PersonInStore.filled(clock)) {
            Erasure failing = Erasure.of(failingAt(storage, step, true), KARI, "operator:ola");
            assertThatThrownBy(failing::run).isInstanceOf(UnavailableException.class);
            assertThat(Erasure.runs(storage)).singleElement().satisfies(run -> {
                assertThat(run.certificate()).isNull();
                assertThat(run.tenant()).isEqualTo(TENANT);
                assertThat(run.by()).isEqualTo("operator:ola");
            });
        }
    }
}
