package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.OddJson;
import dev.chatstore.testkit.StoreContract;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A state of an odd form is refused when it is saved, or equal when it is read. */
abstract class OddStateContract extends SessionContract {
    private SessionStore<Odd> odds;

    OddStateContract(StoreContract contract) {
        super(contract);
    }

    /** A state that can hold any value. */
    record Odd(
            @Nullable BigDecimal number,
            @Nullable BigInteger whole,
            double fraction,
            @Nullable String text,
            Map<String, String> table,
            @Nullable Odd inner) {
        static final Odd EMPTY = new Odd(null, null, 0, null, Map.of(), null);

        Odd withNumber(BigDecimal number) {
            return new Odd(number, whole, fraction, text, table, inner);
        }

        Odd withWhole(BigInteger whole) {
            return new Odd(number, whole, fraction, text, table, inner);
        }

        Odd withFraction(double fraction) {
            return new Odd(number, whole, fraction, text, table, inner);
        }

        Odd withText(String text) {
            return new Odd(number, whole, fraction, text, table, inner);
        }

        Odd withKey(String key) {
            return new Odd(number, whole, fraction, text, Map.of(key, key), inner);
        }

        /** Returns this state inside as many others. */
        Odd nested(int times) {
            Odd nested = this;
            for (int i = 0; i < times; i++) {
                nested = new Odd(null, null, 0, null, Map.of(), nested);
            }
            return nested;
        }
    }

    @BeforeEach
    final void openOdds() {
        odds = storage.sessions("odds", Odd.class);
    }

    @Test
    void everyOddStateIsRefusedOrReadBackEqual() {
        OddJson odd = new OddJson(new Random(1));
        List<Odd> accepted = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            Odd state = odd(odd, i);
            SessionKey name = SessionKey.of(String.format("odd %02d", i));
            try {
                odds.save(name, state, 0);
                accepted.add(state);
                assertThat(odds.find(name).orElseThrow().state()).isEqualTo(state);
            } catch (InvalidInputException e) {
                assertThat(e.field()).isEqualTo("session.state");
                assertThat(odds.find(name)).isEmpty();
                refused++;
            }
        }
        assertThat(accepted).hasSizeGreaterThan(15);
        assertThat(refused).isGreaterThan(15);
        assertThat(odds.list(SessionQuery.ofTenant(key.tenant()).withLimit(100)).items().stream()
                        .map(Session::state)
                        .toList())
                .isEqualTo(accepted);
    }

    private static Odd odd(OddJson odd, int i) {
        Number number = odd.number();
        BigDecimal decimal = number instanceof BigDecimal given ? given : null;
        BigInteger whole = i % 4 == 0 ? odd.whole() : null;
        double fraction = number instanceof Double given ? given : 0;
        return new Odd(decimal, whole, fraction, odd.text(), Map.of(odd.text(), odd.text()), null).nested(i % 3 * 40);
    }

    @Test
    void whatIsAtTheLimitsIsReadBack() {
        List<Odd> states = List.of(
                Odd.EMPTY.withNumber(new BigDecimal("1E+10000")),
                Odd.EMPTY.withNumber(new BigDecimal("-1.5E-9999")),
                Odd.EMPTY.withNumber(new BigDecimal(BigInteger.TEN.pow(998), 400)),
                Odd.EMPTY.withWhole(BigInteger.TEN.pow(999)),
                Odd.EMPTY.withFraction(Double.NaN),
                Odd.EMPTY.withFraction(Double.NEGATIVE_INFINITY),
                Odd.EMPTY.withFraction(Double.MIN_VALUE),
                Odd.EMPTY.withKey("x".repeat(9_999) + "\uD83D\uDE00"),
                Odd.EMPTY.nested(98));
        assertReadBack(states);
    }

    @Test
    void aLoneSurrogateAndANulAreReadBackExactly() {
        List<Odd> states = List.of(
                Odd.EMPTY.withText("cut \uD83D"),
                Odd.EMPTY.withText("\uDE00 and \uD83D\uDE00 and \uD83D\uD83D\uDE00"),
                Odd.EMPTY.withText("\\\uD83D"),
                Odd.EMPTY.withText("a NUL \0"),
                Odd.EMPTY.withKey("a NUL \0"));
        assertReadBack(states);
    }

    private void assertReadBack(List<Odd> states) {
        for (Odd state : states) {
            odds.delete(key);
            assertThat(odds.getOrCreate(key, () -> state).state()).isEqualTo(state);
            assertThat(odds.find(key).orElseThrow().state()).isEqualTo(state);
            odds.update(key, any -> Odd.EMPTY.withText("another"));
            odds.update(key, any -> state);
            assertThat(odds.find(key).orElseThrow().state()).isEqualTo(state);
            assertThat(odds.list(SessionQuery.ofTenant(key.tenant()))
                            .items()
                            .get(0)
                            .state())
                    .isEqualTo(state);
        }
    }

    @Test
    void whatIsBeyondTheLimitsIsRefusedWithItsField() {
        Session<Odd> saved = odds.save(key, Odd.EMPTY, 0);
        for (Odd state : List.of(
                Odd.EMPTY.withNumber(new BigDecimal("10e2147483647")),
                Odd.EMPTY.withNumber(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)),
                Odd.EMPTY.withNumber(new BigDecimal("1E-10001")),
                Odd.EMPTY.withNumber(new BigDecimal(BigInteger.TEN.pow(999), 1)),
                Odd.EMPTY.withWhole(BigInteger.TEN.pow(1_000)),
                Odd.EMPTY.withKey("x".repeat(10_001)),
                Odd.EMPTY.withKey("x".repeat(60_000)),
                Odd.EMPTY.withKey("cut \uD83D"),
                Odd.EMPTY.nested(100))) {
            assertRefused(() -> odds.save(key, state, 1));
            assertRefused(() -> odds.update(key, any -> state));
            assertRefused(() -> odds.getOrCreate(SessionKey.of("another"), () -> state));
        }
        assertThat(odds.find(key)).contains(saved);
        assertThat(odds.find(SessionKey.of("another"))).isEmpty();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidInputException.class, e -> {
            assertThat(e.field()).isEqualTo("session.state");
            assertThat(e.getMessage()).hasSizeLessThan(250);
        });
    }
}
