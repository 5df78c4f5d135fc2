package dev.chatstore.testkit;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One group of the contract of sessions: a store that was opened, and the words in which its tests are written. */
abstract class SessionContract {
    static final int RACERS = 8;
    static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    final MutableClock clock = MutableClock.at(START);
    final SessionKey key = SessionKey.of("a session");
    Storage stores;
    SessionStore<Cart> carts;

    private final StoreContract backend;

    SessionContract(StoreContract backend) {
        this.backend = backend;
    }

    @BeforeEach
    final void openStores() {
        stores = backend.open(clock, settings());
        carts = stores.sessions(Cart.class);
    }

    @AfterEach
    final void closeStores() {
        stores.close();
    }

    Map<String, String> settings() {
        return Map.of();
    }

    final void loseNextReply() {
        backend.loseNextReply();
    }

    /** Returns null where only a value is allowed, as a careless caller would. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T nothing() {
        return null;
    }

    /** A state to keep: what somebody is buying. */
    record Cart(int count, List<String> items) {
        static final Cart EMPTY = new Cart(0, List.of());

        static Cart of(String... items) {
            return new Cart(items.length, List.of(items));
        }

        Cart with(String item) {
            List<String> more = new ArrayList<>(items);
            more.add(item);
            return new Cart(count + 1, more);
        }
    }
}
