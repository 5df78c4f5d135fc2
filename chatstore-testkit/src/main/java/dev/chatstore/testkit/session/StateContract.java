package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.CorruptDataException;
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

    /** A booking in the bot's first release. */
    record Booking(String city, int nights, Guest guest) {}

    /** A booking in a later release: without nights, with rooms, and with a language of its guest. */
    record LaterBooking(String city, @Nullable List<String> rooms, boolean paid, LaterGuest guest) {}

    record Guest(String name, @Nullable String phone) {}

    record LaterGuest(String name, @Nullable String language) {}

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

    /** A state whose fields have other types than those of a cart. */
    record OtherCart(List<Integer> count, String items) {}

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
        SessionStore<Everything> sessions = storage.sessions(Everything.class);

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
    void anUnknownFieldIsIgnoredAndRemovedByTheNextSave() {
        SessionStore<Booking> first = storage.sessions(Booking.class);
        SessionStore<LaterBooking> later = storage.sessions(LaterBooking.class);
        first.save(key, new Booking("Oslo", 3, new Guest("Kari", "+47")), 0);

        LaterBooking read = later.find(key).orElseThrow().state();
        assertThat(read).isEqualTo(new LaterBooking("Oslo", null, false, new LaterGuest("Kari", null)));

        later.save(key, read, 1);
        assertThat(first.find(key).orElseThrow().state()).isEqualTo(new Booking("Oslo", 0, new Guest("Kari", null)));
    }

    @Test
    void aMissingFieldGetsTheDefaultOfItsType() {
        SessionStore<LaterBooking> later = storage.sessions(LaterBooking.class);
        storage.sessions(Booking.class).save(key, new Booking("Oslo", 3, new Guest("Kari", null)), 0);

        Session<LaterBooking> updated = later.update(
                        key, old -> new LaterBooking(old.city(), List.of("suite"), true, new LaterGuest("Kari", "nb")))
                .orElseThrow();

        assertThat(updated.version()).isEqualTo(2);
        assertThat(later.find(key)).contains(updated);
    }

    @Test
    void anUnreadableStateIsReportedAndKept() {
        carts.save(key, Cart.of(SECRET), 0);
        SessionStore<OtherCart> others = storage.sessions(OtherCart.class);

        assertSilent(CorruptDataException.class, () -> others.find(key));
        assertSilent(CorruptDataException.class, () -> others.getOrCreate(key, () -> new OtherCart(List.of(), "")));
        assertSilent(CorruptDataException.class, () -> others.update(key, other -> other));

        assertThat(carts.find(key).orElseThrow().state()).isEqualTo(Cart.of(SECRET));
        assertThat(carts.find(key).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void anUnreadableStateCanBeReplacedOrDeleted() {
        carts.save(key, Cart.of("tea"), 0);
        SessionStore<OtherCart> others = storage.sessions(OtherCart.class);
        assertThat(others.save(key, new OtherCart(List.of(1), "x"), 1).version())
                .isEqualTo(2);
        assertThatThrownBy(() -> carts.find(key)).isInstanceOf(CorruptDataException.class);
        assertThat(carts.delete(key)).isTrue();
        assertThat(others.find(key)).isEmpty();
    }

    @Test
    void aStateThatCannotBeSerializedIsRefused() {
        SessionStore<Unwritable> unwritable = storage.sessions(Unwritable.class);
        assertSilent(InvalidInputException.class, () -> unwritable.save(key, new Unwritable(), 0));
        assertSilent(InvalidInputException.class, () -> unwritable.getOrCreate(key, Unwritable::new));
        assertThat(carts.find(key)).isEmpty();
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

    @Test
    void aKeyNamesOneSessionForAllTypes() {
        storage.sessions(Booking.class).save(key, new Booking("Oslo", 3, new Guest("Kari", null)), 0);
        assertThat(storage.sessions(LaterBooking.class).delete(key)).isTrue();
        assertThat(storage.sessions(Booking.class).find(key)).isEmpty();
    }

    private static void assertSilent(Class<? extends Throwable> type, ThrowingCallable call) {
        Throwable error = catchThrowableOfType(type, call);
        assertThat(error).isNotNull();
        for (Throwable each = error; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(SECRET);
        }
    }
}
