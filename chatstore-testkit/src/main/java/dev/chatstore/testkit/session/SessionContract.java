package dev.chatstore.testkit.session;

import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.ContractGroup;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A group of the contract of sessions: an open store, and the vocabulary of its tests. */
abstract class SessionContract extends ContractGroup {
    final SessionKey key = SessionKey.of("a session");
    SessionStore<Cart> carts;

    SessionContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    final void openCarts() {
        carts = storage.sessions(Cart.class);
    }

    /** Returns null where a value is required, as a careless caller would. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    static <T> T nothing() {
        return null;
    }

    /** A state: a shopping cart. */
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
