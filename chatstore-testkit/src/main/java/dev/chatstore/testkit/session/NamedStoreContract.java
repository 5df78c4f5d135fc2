package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Session stores of several names. */
abstract class NamedStoreContract extends SessionContract {
    NamedStoreContract(StoreContract contract) {
        super(contract);
    }

    /** Another type of state. */
    record Prefs(String language) {}

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.ttl", "1h", "sessions.booking.ttl", "30m", "sessions.for-ever.ttl", "none");
    }

    @Test
    void twoStoresNeverMeetEvenUnderTheSameKey() {
        SessionStore<Cart> bookings = storage.sessions("booking", Cart.class);
        SessionStore<Prefs> prefs = storage.sessions("prefs", Prefs.class);
        carts.save(key, Cart.of("tea"), 0);
        bookings.save(key, Cart.of("seat"), 0);
        prefs.save(key, new Prefs("nb"), 0);

        assertThat(carts.find(key)).map(Session::state).contains(Cart.of("tea"));
        assertThat(bookings.find(key)).map(Session::state).contains(Cart.of("seat"));
        assertThat(prefs.find(key)).map(Session::state).contains(new Prefs("nb"));
        assertThat(bookings.update(key, cart -> cart.with("meal"))).isPresent();
        assertThat(carts.find(key)).map(Session::version).contains(1L);
        assertThat(bookings.delete(key)).isTrue();
        assertThat(carts.find(key)).isPresent();
        assertThat(prefs.find(key)).isPresent();
        assertThat(bookings.find(key)).isEmpty();
    }

    @Test
    void theStoreWithoutANameIsTheDefaultOne() {
        assertThat(carts.name()).isEqualTo("default").isEqualTo(SessionStore.DEFAULT_NAME);
        carts.save(key, Cart.of("tea"), 0);
        assertThat(storage.sessions("default", Cart.class).find(key)).isEqualTo(carts.find(key));
        assertThat(storage.sessions("booking", Cart.class).name()).isEqualTo("booking");
    }

    @Test
    void oneNameHasOneType() {
        storage.sessions("booking", Cart.class);
        for (String name : List.of("booking", "default")) {
            assertThatThrownBy(() -> storage.sessions(name, Prefs.class))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(Cart.class.getName())
                    .hasMessageContaining("\"" + name + "\"");
        }
        assertThatThrownBy(() -> storage.sessions(Prefs.class)).isInstanceOf(InvalidInputException.class);
        assertThat(storage.sessions("booking", Cart.class)).isSameAs(storage.sessions("booking", Cart.class));
    }

    @Test
    void aNameOfAnotherFormIsRefused() {
        for (String name : List.of("", " ", "Booking", "a.b", "a_b", "-a", "\u00e9", "a".repeat(65))) {
            assertThatThrownBy(() -> storage.sessions(name, Cart.class))
                    .as(name)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("session.name must ");
        }
        assertThat(storage.sessions("a".repeat(64), Cart.class)).isNotNull();
        assertThat(storage.sessions("2-seats", Cart.class)).isNotNull();
    }

    @Test
    void eachNameHasATimeToLiveOfItsOwn() {
        SessionStore<Cart> bookings = storage.sessions("booking", Cart.class);
        SessionStore<Cart> forEver = storage.sessions("for-ever", Cart.class);
        for (SessionStore<Cart> store : List.of(carts, bookings, forEver)) {
            store.save(key, Cart.EMPTY, 0);
        }
        assertThat(bookings.find(key)).map(Session::expires).contains(START.plus(Duration.ofMinutes(30)));
        assertThat(carts.find(key)).map(Session::expires).contains(START.plus(Duration.ofHours(1)));
        assertThat(forEver.find(key).orElseThrow().expires()).isNull();

        clock.advance(Duration.ofMinutes(45));
        assertThat(bookings.find(key)).isEmpty();
        assertThat(carts.touch(key)).isTrue();
        clock.advance(Duration.ofDays(400));
        assertThat(carts.find(key)).isEmpty();
        assertThat(forEver.find(key)).isPresent();
    }

    @Test
    void aConflictNamesTheStoreAndTheKey() {
        SessionStore<Cart> bookings = storage.sessions("booking", Cart.class);
        bookings.save(key, Cart.EMPTY, 0);
        assertThatThrownBy(() -> bookings.save(key, Cart.EMPTY, 0))
                .isInstanceOfSatisfying(ConflictException.class, e -> {
                    assertThat(e.session()).isEqualTo(SessionId.of("booking", key));
                    assertThat(e.conversation()).isNull();
                    assertThat(e.expectedVersion()).isZero();
                    assertThat(e.currentVersion()).isEqualTo(1);
                });
    }
}
