package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Session;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Updates whose change returns an equal state. */
abstract class EqualStateContract extends SessionContract {
    EqualStateContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.retries", "200", "sessions.backoff", "1ms", "sessions.brief.ttl", "10m");
    }

    @Test
    void nothingIsWritten() {
        Session<Cart> saved = carts.save(key, Cart.of("tea"), 0);
        clock.advance(Duration.ofMinutes(1));
        assertThat(carts.update(key, cart -> Cart.of("tea"))).contains(saved);
        assertThat(carts.update(key, () -> Cart.EMPTY, cart -> cart)).isEqualTo(saved);
        assertThat(carts.find(key)).contains(saved);
    }

    @Test
    void theExpiryIsExtendedAndTheVersionStays() {
        var brief = storage.sessions("brief", Cart.class);
        Session<Cart> saved = brief.save(key, Cart.of("tea"), 0);
        clock.advance(Duration.ofMinutes(6));
        Session<Cart> updated = brief.update(key, cart -> cart).orElseThrow();
        assertThat(updated.version()).isEqualTo(1);
        assertThat(updated.updated()).isEqualTo(saved.updated());
        assertThat(updated.expires()).isEqualTo(START.plus(Duration.ofMinutes(16)));
        clock.advance(Duration.ofMinutes(6));
        assertThat(brief.find(key)).contains(updated);
    }

    @Test
    void anInitialStateThatIsNotChangedIsStillCreated() {
        assertThat(carts.update(key, () -> Cart.EMPTY, cart -> cart).version()).isEqualTo(1);
        assertThat(carts.find(key)).isPresent();
    }

    @Test
    void aMissingSessionIsNotReturned() {
        assertThat(carts.update(key, cart -> cart)).isEmpty();
        carts.save(key, Cart.of("tea"), 0);
        carts.delete(key);
        assertThat(carts.update(key, cart -> cart)).isEmpty();
    }

    @Test
    void aStateIsEqualOnlyToTheNewestOne() {
        carts.save(key, Cart.of("tea"), 0);
        List<Cart> seen = new ArrayList<>();
        Session<Cart> updated = carts.update(key, cart -> {
                    seen.add(cart);
                    if (seen.size() == 1) {
                        carts.save(key, Cart.of("coffee"), 1);
                    }
                    return cart;
                })
                .orElseThrow();
        assertThat(seen).containsExactly(Cart.of("tea"), Cart.of("coffee"));
        assertThat(updated.state()).isEqualTo(Cart.of("coffee"));
        assertThat(updated.version()).isEqualTo(2);
        assertThat(carts.find(key)).contains(updated);
    }

    @Test
    void aSessionThatIsDeletedMeanwhileIsNotReturned() {
        carts.save(key, Cart.of("tea"), 0);
        AtomicInteger runs = new AtomicInteger();
        Optional<Session<Cart>> updated = carts.update(key, cart -> {
            runs.incrementAndGet();
            carts.delete(key);
            return cart;
        });
        assertThat(updated).isEmpty();
        // It is missing for the second run.
        assertThat(runs).hasValue(1);
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void aSessionThatIsReplacedMeanwhileIsReturnedAsItIs() {
        carts.save(key, Cart.of("tea"), 0);
        List<Cart> seen = new ArrayList<>();
        Session<Cart> updated = carts.update(key, () -> Cart.EMPTY, cart -> {
            seen.add(cart);
            if (seen.size() == 1) {
                carts.delete(key);
            }
            return cart;
        });
        assertThat(seen).containsExactly(Cart.of("tea"), Cart.EMPTY);
        assertThat(updated.state()).isEqualTo(Cart.EMPTY);
        assertThat(carts.find(key)).contains(updated);
    }
}
