package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Session;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions that expire ten minutes after their last use. */
abstract class ExpiryContract extends SessionContract {
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
    private static final Instant EXPIRY = START.plus(TIME_TO_LIVE);
    private static final Instant JUST_BEFORE = EXPIRY.minus(1, ChronoUnit.MICROS);

    ExpiryContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.ttl", "10m");
    }

    @Test
    void aSessionExistsAMicrosecondBeforeItsExpiryAndIsGoneAtIt() {
        assertThat(carts.save(key, Cart.of("tea"), 0).expires()).isEqualTo(EXPIRY);
        clock.set(JUST_BEFORE);
        assertThat(carts.find(key)).isPresent();
        clock.set(EXPIRY);
        assertThat(carts.find(key)).isEmpty();
        clock.advance(Duration.ofMinutes(20));
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void everyMethodTreatsAnExpiredSessionAsMissing() {
        long old = carts.save(key, Cart.of("tea"), 0).version();
        clock.set(EXPIRY);

        assertThat(carts.touch(key)).isFalse();
        assertThat(carts.delete(key)).isFalse();
        assertThat(carts.update(key, cart -> cart.with("milk"))).isEmpty();
        assertThat(conflict(old).currentVersion()).isZero();
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void everyMethodFindsASessionJustBeforeItsExpiry() {
        carts.save(key, Cart.of("tea"), 0);
        clock.set(JUST_BEFORE);
        assertThat(carts.save(key, Cart.of("coffee"), 1).version()).isEqualTo(2);
        clock.set(JUST_BEFORE.plus(TIME_TO_LIVE).minus(1, ChronoUnit.MICROS));
        assertThat(carts.touch(key)).isTrue();
        assertThat(carts.delete(key)).isTrue();
    }

    @Test
    void aFindDoesNotExtendTheExpiry() {
        carts.save(key, Cart.of("tea"), 0);
        clock.set(JUST_BEFORE);
        assertThat(carts.find(key).orElseThrow().expires()).isEqualTo(EXPIRY);
        clock.set(EXPIRY);
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void aSaveExtendsTheExpiry() {
        carts.save(key, Cart.of("tea"), 0);
        assertPutsOff(() -> carts.save(key, Cart.of("coffee"), 1));
    }

    @Test
    void anUpdateExtendsTheExpiry() {
        carts.save(key, Cart.of("tea"), 0);
        assertPutsOff(() -> carts.update(key, cart -> cart.with("milk")));
    }

    @Test
    void anUpdateThatChangesNothingExtendsTheExpiry() {
        carts.save(key, Cart.of("tea"), 0);
        assertPutsOff(() -> carts.update(key, cart -> cart));
    }

    @Test
    void aGetOrCreateExtendsTheExpiry() {
        carts.save(key, Cart.of("tea"), 0);
        assertPutsOff(() ->
                assertThat(carts.getOrCreate(key, () -> Cart.EMPTY).state()).isEqualTo(Cart.of("tea")));
    }

    @Test
    void aTouchExtendsTheExpiry() {
        carts.save(key, Cart.of("tea"), 0);
        assertPutsOff(() -> carts.touch(key));
    }

    private void assertPutsOff(Runnable use) {
        Instant later = START.plus(Duration.ofMinutes(7));
        clock.set(later);
        use.run();
        assertThat(carts.find(key).orElseThrow().expires()).isEqualTo(later.plus(TIME_TO_LIVE));
        clock.set(later.plus(TIME_TO_LIVE).minus(1, ChronoUnit.MICROS));
        assertThat(carts.find(key)).isPresent();
        clock.set(later.plus(TIME_TO_LIVE));
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void anExpiredSessionIsCreatedAgainWithAHigherVersion() {
        carts.save(key, Cart.of("tea"), 0);
        long old = carts.save(key, Cart.of("coffee"), 1).version();
        clock.set(EXPIRY);

        Session<Cart> made = carts.getOrCreate(key, () -> Cart.of("milk"));

        assertThat(made.state()).isEqualTo(Cart.of("milk"));
        assertThat(made.created()).isEqualTo(EXPIRY);
        assertThat(made.version()).isGreaterThan(old);
        assertThat(conflict(1).currentVersion()).isEqualTo(made.version());
        assertThat(conflict(old).currentVersion()).isEqualTo(made.version());
        assertThat(carts.find(key)).contains(made);
    }

    @Test
    void anExpiredSessionIsSavedAgainWithExpectedVersionZero() {
        long old = carts.save(key, Cart.of("tea"), 0).version();
        clock.set(EXPIRY);
        Session<Cart> made = carts.save(key, Cart.of("milk"), 0);
        assertThat(made.version()).isGreaterThan(old);
        assertThat(made.created()).isEqualTo(EXPIRY);
        conflict(old);
    }

    @Test
    void anUpdateWithAnInitialStateIgnoresTheExpiredState() {
        carts.save(key, Cart.of("tea"), 0);
        clock.set(EXPIRY);
        assertThat(carts.update(key, () -> Cart.EMPTY, cart -> cart.with("milk"))
                        .state())
                .isEqualTo(Cart.of("milk"));
    }

    @Test
    void anUpdateDuringWhichTheSessionExpiresDoesNotRestoreIt() {
        carts.save(key, Cart.of("tea"), 0);
        assertThat(carts.update(key, cart -> {
                    clock.set(EXPIRY);
                    return cart.with("milk");
                }))
                .isEmpty();
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void exactlyOneOfConcurrentCallersCreatesAnExpiredSessionAgain() {
        carts.save(key, Cart.of("tea"), 0);
        clock.set(EXPIRY);
        assertThat(Racers.all(RACERS, racer -> carts.getOrCreate(key, () -> Cart.of("from " + racer))))
                .containsOnly(carts.find(key).orElseThrow());
    }

    private ConflictException conflict(long expected) {
        ConflictException conflict =
                catchThrowableOfType(ConflictException.class, () -> carts.save(key, Cart.of("a loser's"), expected));
        assertThat(conflict).isNotNull();
        return conflict;
    }
}
