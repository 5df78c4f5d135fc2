package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Session;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.Map;
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
    void aSessionThatWasDeletedMeanwhileIsNotReturned() {
        carts.save(key, Cart.of("tea"), 0);
        carts.find(key);
        carts.delete(key);
        assertThat(carts.update(key, cart -> cart)).isEmpty();
    }

    @Test
    void aStateIsEqualOnlyToTheNewestOne() {
        // Each racer sets the flag and clears it: a racer that took an outdated state for equal would leave it set.
        carts.save(key, Cart.EMPTY, 0);
        AtomicInteger applied = new AtomicInteger();
        Racers.all(RACERS, racer -> {
            for (int i = 0; i < 10; i++) {
                carts.update(key, cart -> cart.count() % 2 == 0 ? cart.with("x") : cart);
                applied.incrementAndGet();
                carts.update(key, cart -> cart.count() % 2 == 1 ? cart.with("y") : cart);
            }
            return racer;
        });
        Session<Cart> last = carts.find(key).orElseThrow();
        assertThat(last.version()).isEqualTo(last.state().count() + 1);
        assertThat(last.state().items()).hasSize(last.state().count());
        assertThat(applied).hasValue(RACERS * 10);
        assertThat(carts.update(key, cart -> cart.count() % 2 == 1 ? cart.with("y") : cart)
                                .orElseThrow()
                                .state()
                                .count()
                        % 2)
                .isZero();
    }
}
