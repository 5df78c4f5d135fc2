package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.EveryMethod;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.Texts;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Keys of sessions, also in two tenants; lost replies; closed storage. */
abstract class SessionKeyContract extends SessionContract {
    private final SessionKey mine = SessionKey.of("tenant", "shared");
    private final SessionKey theirs = SessionKey.of("Tenant", "shared");

    SessionKeyContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void similarKeysNameDifferentSessions() {
        for (String name : Texts.LOOK_ALIKES) {
            carts.save(SessionKey.of(name), Cart.of("in " + name), 0);
            carts.save(SessionKey.of(name, "in a tenant"), Cart.of("of " + name), 0);
        }
        for (String name : Texts.LOOK_ALIKES) {
            assertThat(carts.find(SessionKey.of(name)).orElseThrow().state()).isEqualTo(Cart.of("in " + name));
            assertThat(carts.find(SessionKey.of(name, "in a tenant"))
                            .orElseThrow()
                            .state())
                    .isEqualTo(Cart.of("of " + name));
        }
    }

    @Test
    void keysOf255CharactersAreStoredCompletely() {
        for (String character : List.of("x", "\u4e2d", "\uD83D\uDE00")) {
            SessionKey longest = SessionKey.of(character.repeat(255), character.repeat(255));
            Session<Cart> saved = carts.save(longest, Cart.of("tea"), 0);
            assertThat(carts.find(longest)).contains(saved);
            assertThat(saved.key()).isEqualTo(longest);
        }
    }

    @Test
    void everyNaughtyStringIsAKeyOrIsRefused() {
        Racers.each(Texts.names(), name -> {
            Session<Cart> saved = carts.getOrCreate(SessionKey.of("nasty", name), () -> Cart.of(name));
            assertThat(carts.find(SessionKey.of("nasty", name))).contains(saved);
            assertThat(saved.state()).isEqualTo(Cart.of(name));
        });
    }

    @Test
    void usingTheSessionOfOneTenantDoesNotAffectTheOther() {
        for (Consumer<SessionKey> use : List.<Consumer<SessionKey>>of(
                own -> carts.save(own, Cart.of("saved"), 1),
                own -> carts.update(own, cart -> cart.with("updated")),
                own -> carts.getOrCreate(own, () -> Cart.EMPTY),
                carts::touch,
                carts::delete)) {
            carts.delete(mine);
            carts.delete(theirs);
            carts.getOrCreate(mine, () -> Cart.of("mine"));
            Session<Cart> other = carts.getOrCreate(theirs, () -> Cart.of("theirs"));
            use.accept(mine);
            assertThat(carts.find(theirs)).contains(other);
        }
    }

    @Test
    void aSaveWhoseReplyIsLostDoesNotConflictWithItself() {
        carts.save(key, Cart.of("tea"), 0);
        withLostReply(() -> carts.save(key, Cart.of("coffee"), 1));
        assertThat(carts.find(key).orElseThrow().state()).isEqualTo(Cart.of("coffee"));
        assertThat(carts.find(key).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aFirstSaveWhoseReplyIsLostDoesNotConflictWithItself() {
        withLostReply(() -> carts.save(key, Cart.of("tea"), 0));
        assertThat(carts.find(key).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void anUpdateWhoseReplyIsLostIsNotAppliedTwice() {
        carts.save(key, Cart.of("tea"), 0);
        withLostReply(() -> carts.update(key, cart -> cart.with("milk")));
        assertThat(carts.find(key).orElseThrow().state()).isEqualTo(Cart.of("tea", "milk"));
        assertThat(carts.find(key).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aCreationWhoseReplyIsLostCreatesOneSession() {
        withLostReply(() -> carts.getOrCreate(key, () -> Cart.of("tea")));
        assertThat(carts.getOrCreate(key, () -> Cart.of("coffee")).state()).isEqualTo(Cart.of("tea"));
        assertThat(carts.find(key).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aDeleteWhoseReplyIsLostTakesEffect() {
        carts.save(key, Cart.of("tea"), 0);
        withLostReply(() -> assertThat(carts.delete(key)).isTrue());
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void everyMethodOfAClosedStoreThrowsClosedException() {
        carts.save(key, Cart.of("tea"), 0);
        storage.close();
        storage.close();
        UnaryOperator<Cart> change = cart -> cart;
        Supplier<Cart> initial = () -> Cart.EMPTY;
        Map<Class<?>, Object> arguments = Map.of(
                SessionKey.class,
                key,
                SessionQuery.class,
                SessionQuery.ofOwner("Kari"),
                Object.class,
                Cart.EMPTY,
                long.class,
                1L,
                Supplier.class,
                initial,
                UnaryOperator.class,
                change);
        EveryMethod.assertThrows(SessionStore.class, carts, arguments, ClosedException.class);
    }

    /** Makes a call whose reply is lost. It may find out the outcome, or throw that the store is unavailable. */
    private void withLostReply(Supplier<?> call) {
        loseNextReply();
        try {
            assertThat(call.get()).isNotNull();
        } catch (UnavailableException e) {
            // The caller asserts the state that the call left.
            assertThat(e.outcomeUnknown()).isTrue();
        }
    }
}
