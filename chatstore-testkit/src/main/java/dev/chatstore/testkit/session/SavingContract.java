package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Creating sessions, and saving them with an expected version. */
abstract class SavingContract extends SessionContract {
    SavingContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void aMissingSessionIsNotFound() {
        assertThat(carts.find(key)).isEmpty();
        assertThat(carts.touch(key)).isFalse();
        assertThat(carts.delete(key)).isFalse();
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void aSessionIsCreatedFromItsInitialState() {
        Session<Cart> made = carts.getOrCreate(key, () -> Cart.of("tea"));

        assertThat(made).isEqualTo(new Session<>(key, Cart.of("tea"), 1, START, START, null));
        assertThat(carts.find(key)).contains(made);
    }

    @Test
    void anExistingSessionKeepsItsState() {
        Session<Cart> made = carts.getOrCreate(key, () -> Cart.of("tea"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(carts.getOrCreate(key, () -> Cart.of("coffee"))).isEqualTo(made);
    }

    @Test
    void concurrentCallersCreateOneSessionAndAllReturnIt() {
        for (int round = 0; round < 20; round++) {
            SessionKey contested = SessionKey.of("contested " + round);
            List<Session<Cart>> got =
                    Racers.all(RACERS, racer -> carts.getOrCreate(contested, () -> Cart.of("from " + racer)));

            assertThat(got).containsOnly(carts.find(contested).orElseThrow());
            assertThat(got.get(0).version()).isEqualTo(1);
        }
    }

    @Test
    void aNewSessionIsSavedWithExpectedVersionZero() {
        Session<Cart> saved = carts.save(key, Cart.of("tea"), 0);

        assertThat(saved).isEqualTo(new Session<>(key, Cart.of("tea"), 1, START, START, null));
        assertThat(carts.find(key)).contains(saved);
    }

    @Test
    void aSaveThatExpectsTheCurrentVersionRaisesItByOne() {
        carts.save(key, Cart.of("tea"), 0);
        clock.advance(Duration.ofMinutes(1));

        Session<Cart> saved = carts.save(key, Cart.of("coffee"), 1);

        assertThat(saved).isEqualTo(new Session<>(key, Cart.of("coffee"), 2, START, START.plusSeconds(60), null));
        assertThat(carts.find(key)).contains(saved);
    }

    @Test
    void aSaveThatExpectsAnotherVersionConflictsAndSavesNothing() {
        carts.save(key, Cart.of("tea"), 0);
        Session<Cart> seen = carts.save(key, Cart.of("coffee"), 1);

        for (long other : new long[] {0, 1, 3, Long.MAX_VALUE}) {
            ConflictException conflict = conflict(other);
            assertThat(conflict.currentVersion()).isEqualTo(2);
        }
        assertThat(carts.find(key)).contains(seen);
    }

    @Test
    void aSaveThatExpectsAVersionOfAMissingSessionConflicts() {
        assertThat(conflict(1).currentVersion()).isZero();
        assertThat(conflict(7).missed()).isEmpty();
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void exactlyOneOfConcurrentSavesThatExpectOneVersionSucceeds() {
        long version = 0;
        for (int round = 0; round < 20; round++) {
            long seen = version;
            List<Racers.Finish<Session<Cart>>> finishes =
                    Racers.race(RACERS, racer -> carts.save(key, Cart.of("from " + racer), seen));

            List<Session<Cart>> winners = finishes.stream()
                    .map(Racers.Finish::result)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(winners).containsExactly(carts.find(key).orElseThrow());
            assertThat(finishes.stream().map(Racers.Finish::failure).filter(Objects::nonNull))
                    .hasSize(RACERS - 1)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    ConflictException.class,
                                    conflict -> assertThat(conflict.currentVersion())
                                            .isEqualTo(seen + 1)));
            version = winners.get(0).version();
        }
        assertThat(version).isEqualTo(20);
    }

    @Test
    void aNegativeVersionAndANullStateAreRefused() {
        assertThatThrownBy(() -> carts.save(key, Cart.EMPTY, -1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> carts.save(key, nothing(), 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> carts.getOrCreate(key, () -> nothing())).isInstanceOf(InvalidInputException.class);
        assertThat(carts.find(key)).isEmpty();
    }

    @Test
    void aTouchKeepsStateAndVersion() {
        Session<Cart> made = carts.getOrCreate(key, () -> Cart.of("tea"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(carts.touch(key)).isTrue();
        assertThat(carts.find(key)).contains(made);
    }

    @Test
    void aDeletedSessionIsGoneAndItsSuccessorHasAHigherVersion() {
        carts.save(key, Cart.of("tea"), 0);
        long old = carts.save(key, Cart.of("coffee"), 1).version();
        assertThat(carts.delete(key)).isTrue();
        assertThat(carts.delete(key)).isFalse();
        assertThat(carts.find(key)).isEmpty();
        assertThat(carts.touch(key)).isFalse();
        assertThat(conflict(old).currentVersion()).isZero();
        clock.advance(Duration.ofMinutes(1));

        Session<Cart> made = carts.getOrCreate(key, () -> Cart.of("milk"));

        assertThat(made.version()).isGreaterThan(old);
        assertThat(made.created()).isEqualTo(START.plusSeconds(60));
        conflict(1);
        conflict(old);
        assertThat(carts.find(key)).contains(made);
    }

    @Test
    void aDeletedSessionIsSavedAgainWithExpectedVersionZero() {
        long old = carts.save(key, Cart.of("tea"), 0).version();
        carts.delete(key);
        assertThat(carts.save(key, Cart.of("milk"), 0).version()).isGreaterThan(old);
        conflict(old);
    }

    private ConflictException conflict(long expected) {
        ConflictException conflict =
                catchThrowableOfType(ConflictException.class, () -> carts.save(key, Cart.of("a loser's"), expected));
        assertThat(conflict).isNotNull();
        assertThat(conflict.expectedVersion()).isEqualTo(expected);
        return conflict;
    }
}
