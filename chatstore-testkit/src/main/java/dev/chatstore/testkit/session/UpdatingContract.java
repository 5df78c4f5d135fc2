package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Session;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Changing a session's state with retries. */
abstract class UpdatingContract extends SessionContract {
    private static final int RETRIES = 200;

    UpdatingContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.retries", Integer.toString(RETRIES), "sessions.backoff", "1ms");
    }

    @Test
    void anUpdateChangesTheCurrentState() {
        carts.save(key, Cart.of("tea"), 0);
        clock.advance(Duration.ofMinutes(1));

        Session<Cart> updated = carts.update(key, cart -> cart.with("milk")).orElseThrow();

        assertThat(updated)
                .isEqualTo(new Session<>(key, Cart.of("tea", "milk"), 2, START, START.plusSeconds(60), null));
        assertThat(carts.find(key)).contains(updated);
    }

    @Test
    void anUpdateOfAMissingSessionReturnsEmptyAndCreatesNothing() {
        AtomicInteger applied = new AtomicInteger();
        assertThat(carts.update(key, cart -> {
                    applied.incrementAndGet();
                    return cart;
                }))
                .isEmpty();
        assertThat(applied).hasValue(0);
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void anUpdateOfAMissingSessionStartsFromTheInitialState() {
        Session<Cart> made = carts.update(key, () -> Cart.of("tea"), cart -> cart.with("milk"));
        assertThat(made.state()).isEqualTo(Cart.of("tea", "milk"));
        assertThat(made.version()).isEqualTo(1);

        Session<Cart> updated = carts.update(key, () -> Cart.of("coffee"), cart -> cart.with("sugar"));
        assertThat(updated.state()).isEqualTo(Cart.of("tea", "milk", "sugar"));
        assertThat(carts.find(key)).contains(updated);
    }

    @Test
    void concurrentUpdatesAreAllApplied() {
        carts.save(key, Cart.EMPTY, 0);
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < 10; i++) {
                String item = racer + "/" + i;
                assertThat(carts.update(key, cart -> cart.with(item))).isPresent();
            }
            return racer;
        });
        assertCounted(1);
    }

    @Test
    void concurrentUpdatesOfAMissingSessionAreAllApplied() {
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < 10; i++) {
                String item = racer + "/" + i;
                carts.update(key, () -> Cart.EMPTY, cart -> cart.with(item));
            }
            return racer;
        });
        assertCounted(0);
    }

    private void assertCounted(long before) {
        Session<Cart> session = carts.find(key).orElseThrow();
        assertThat(session.state().count()).isEqualTo(RACERS * 10);
        assertThat(session.state().items()).hasSize(RACERS * 10).doesNotHaveDuplicates();
        assertThat(session.version()).isEqualTo(before + RACERS * 10);
    }

    @Test
    void anUpdateThatLosesARaceIsAppliedToTheNewState() {
        carts.save(key, Cart.of("tea"), 0);
        AtomicInteger applied = new AtomicInteger();
        Session<Cart> updated = carts.update(key, cart -> {
                    if (applied.getAndIncrement() < 2) {
                        saveOverNewest("another's");
                    }
                    return cart.with("mine");
                })
                .orElseThrow();

        assertThat(applied).hasValue(3);
        assertThat(updated.state()).isEqualTo(Cart.of("tea", "another's", "another's", "mine"));
        assertThat(updated.version()).isEqualTo(4);
    }

    @Test
    void anUpdateThatLosesEveryRaceEndsInAConflict() {
        carts.save(key, Cart.of("tea"), 0);
        AtomicInteger applied = new AtomicInteger();

        assertThatThrownBy(() -> carts.update(key, cart -> {
                    applied.incrementAndGet();
                    saveOverNewest("another's");
                    return cart.with("mine");
                }))
                .isInstanceOf(ConflictException.class);

        assertThat(applied).hasValue(1 + RETRIES);
        List<String> items = carts.find(key).orElseThrow().state().items();
        assertThat(items).hasSize(2 + RETRIES).doesNotContain("mine");
    }

    @Test
    void aDeleteDuringAnUpdateWins() {
        carts.save(key, Cart.of("tea"), 0);
        assertThat(carts.update(key, cart -> {
                    carts.delete(key);
                    return cart.with("mine");
                }))
                .isEmpty();
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void afterADeleteDuringAnUpdateItStartsFromTheInitialState() {
        carts.save(key, Cart.of("tea"), 0);
        AtomicInteger applied = new AtomicInteger();
        Session<Cart> made = carts.update(key, () -> Cart.EMPTY, cart -> {
            if (applied.getAndIncrement() == 0) {
                carts.delete(key);
            }
            return cart.with("mine");
        });
        assertThat(made.state()).isEqualTo(Cart.of("mine"));
        assertThat(made.version()).isGreaterThan(1);
    }

    @Test
    void anUpdateDoesNotMistakeASuccessorForItsOwnSession() {
        carts.save(key, Cart.of("tea"), 0);
        AtomicInteger applied = new AtomicInteger();
        Session<Cart> updated = carts.update(key, cart -> {
                    if (applied.getAndIncrement() == 0) {
                        carts.delete(key);
                        carts.save(key, Cart.of("a new cart"), 0);
                    }
                    return cart.with("mine");
                })
                .orElseThrow();
        assertThat(updated.state()).isEqualTo(Cart.of("a new cart", "mine"));
    }

    @Test
    void aChangeThatReturnsNullIsRefusedAndChangesNothing() {
        Session<Cart> saved = carts.save(key, Cart.of("tea"), 0);
        assertThatThrownBy(() -> carts.update(key, cart -> nothing())).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> carts.update(key, () -> Cart.EMPTY, cart -> nothing()))
                .isInstanceOf(InvalidInputException.class);
        assertThat(carts.find(key)).contains(saved);
    }

    @Test
    void aChangeThatThrowsChangesNothing() {
        Session<Cart> saved = carts.save(key, Cart.of("tea"), 0);
        IllegalStateException thrown = new IllegalStateException("the caller's own");
        assertThatThrownBy(() -> carts.update(key, cart -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(carts.find(key)).contains(saved);
    }

    @Test
    void anInterruptedUpdateIsAppliedAndKeepsTheInterruptFlag() {
        carts.save(key, Cart.of("tea"), 0);
        AtomicInteger applied = new AtomicInteger();
        Thread.currentThread().interrupt();
        assertThat(carts.update(key, cart -> {
                    if (applied.getAndIncrement() < 3) {
                        saveOverNewest("another's");
                    }
                    return cart.with("mine");
                }))
                .isPresent();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(carts.find(key).orElseThrow().state().items()).hasSize(5);
    }

    private void saveOverNewest(String item) {
        Session<Cart> newest = carts.find(key).orElseThrow();
        carts.save(key, newest.state().with(item), newest.version());
    }
}
