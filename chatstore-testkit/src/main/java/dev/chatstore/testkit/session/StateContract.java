package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.Texts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The state of a session: any type, also one that has changed since the state was saved. */
abstract class StateContract extends SessionContract {
    private static final String SECRET = "hunter2";

    StateContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("limits.state-bytes", "64KiB");
    }

    record Guest(String name, @Nullable String phone) {}

    /** A state of every shape. */
    record Everything(
            String text,
            @Nullable String nothing,
            boolean flag,
            long number,
            double fraction,
            Color color,
            List<Guest> guests,
            Map<String, List<Integer>> table,
            Map<String, Object> free) {}

    enum Color {
        RED,
        GREEN
    }

    /** A state that cannot be serialized. */
    static final class Unwritable {
        /** Fails, with a secret in its message. */
        public String getSecret() {
            throw new IllegalStateException(SECRET);
        }
    }

    @Test
    void aStateOfEveryShapeIsReadBack() {
        Map<String, Object> free = new LinkedHashMap<>();
        free.put("list", Arrays.asList("a", null, Map.of("k", "v")));
        free.put("flag", true);
        Everything state = new Everything(
                "text \uD83D\uDE00 \"quoted\" \\ \n",
                null,
                true,
                Long.MIN_VALUE,
                0.1,
                Color.GREEN,
                List.of(new Guest("Kari", "+47"), new Guest("Ola", null)),
                Map.of("", List.of(), "row", List.of(1, 2, 3)),
                free);
        SessionStore<Everything> sessions = storage.sessions("everything", Everything.class);

        assertThat(sessions.save(key, state, 0).state()).isEqualTo(state);
        assertThat(sessions.find(key).orElseThrow().state()).isEqualTo(state);
        assertThat(sessions.getOrCreate(key, StateContract::nothing).state()).isEqualTo(state);
    }

    @Test
    void everyNaughtyStringIsReadBackInAState() {
        List<String> texts =
                Texts.texts().stream().filter(text -> text.length() < 2_000).toList();
        for (int from = 0; from < texts.size(); from += 100) {
            Cart cart = new Cart(from, texts.subList(from, Math.min(from + 100, texts.size())));
            SessionKey part = SessionKey.of("part " + from);
            carts.save(part, cart, 0);
            assertThat(carts.find(part).orElseThrow().state()).isEqualTo(cart);
        }
    }

    @Test
    void aStateThatCannotBeSerializedIsRefused() {
        SessionStore<Unwritable> unwritable = storage.sessions("unwritable", Unwritable.class);
        assertSilent(InvalidInputException.class, () -> unwritable.save(key, new Unwritable(), 0));
        assertSilent(InvalidInputException.class, () -> unwritable.getOrCreate(key, Unwritable::new));
        assertThat(unwritable.find(key)).isEmpty();
    }

    @Test
    void aStateOverTheLimitIsRefusedAndTheErrorNamesTheSetting() {
        Session<Cart> saved = carts.save(key, Cart.of("tea"), 0);
        Cart large = Cart.of(SECRET.repeat(10_000));
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> carts.save(key, large, 1),
                () -> carts.update(key, cart -> large),
                () -> carts.getOrCreate(SessionKey.of("another"), () -> large))) {
            assertSilent(LimitExceededException.class, call);
            assertThatThrownBy(call).hasMessageContaining("limits.state-bytes");
        }
        assertThat(carts.find(key)).contains(saved);
        assertThat(carts.find(SessionKey.of("another"))).isEmpty();
    }

    private static void assertSilent(Class<? extends Throwable> type, ThrowingCallable call) {
        Throwable error = catchThrowableOfType(type, call);
        assertThat(error).isNotNull();
        for (Throwable each = error; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(SECRET);
        }
    }
}
