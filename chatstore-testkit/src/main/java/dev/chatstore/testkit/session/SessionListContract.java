package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Page;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.ForgedCursors;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Owners of sessions, lists and counts. */
abstract class SessionListContract extends SessionContract {
    private static final SessionQuery ALL = SessionQuery.ofTenant(ConversationId.DEFAULT_TENANT);

    SessionListContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.brief.ttl", "10m");
    }

    @Test
    void aSessionHasTheOwnerOfTheViewThatCreatesIt() {
        Session<Cart> created = carts.assigningOwner("Kari").getOrCreate(key, () -> Cart.of("tea"));
        assertThat(created.owner()).isEqualTo("Kari");
        assertThat(carts.find(key)).contains(created);
        assertThat(carts.getOrCreate(SessionKey.of("other"), () -> Cart.EMPTY).owner())
                .isNull();
        assertThat(carts.assigningOwner("Ola")
                        .save(SessionKey.of("third"), Cart.EMPTY, 0)
                        .owner())
                .isEqualTo("Ola");
        assertThat(carts.assigningOwner("Ola")
                        .update(SessionKey.of("fourth"), () -> Cart.EMPTY, cart -> cart.with("tea"))
                        .owner())
                .isEqualTo("Ola");
    }

    @Test
    void aSaveWithoutAnOwnerKeepsTheOwnerAndOneWithAnotherReplacesIt() {
        carts.assigningOwner("Kari").save(key, Cart.EMPTY, 0);
        assertThat(carts.save(key, Cart.of("tea"), 1).owner()).isEqualTo("Kari");
        assertThat(carts.update(key, cart -> cart.with("milk")).orElseThrow().owner())
                .isEqualTo("Kari");
        assertThat(carts.touch(key)).isTrue();
        assertThat(carts.find(key)).map(Session::owner).contains("Kari");
        assertThat(carts.assigningOwner("Ola")
                        .getOrCreate(key, () -> Cart.EMPTY)
                        .owner())
                .isEqualTo("Kari");
        assertThat(carts.assigningOwner("Ola").save(key, Cart.of("tea"), 3).owner())
                .isEqualTo("Ola");
        assertThat(keys(SessionQuery.ofOwner("Kari"))).isEmpty();
        assertThat(keys(SessionQuery.ofOwner("Ola"))).containsExactly(key.value());
    }

    @Test
    void anUpdateThatOnlyChangesTheOwnerIsSaved() {
        carts.assigningOwner("Kari").save(key, Cart.of("tea"), 0);
        Session<Cart> updated =
                carts.assigningOwner("Ola").update(key, cart -> cart).orElseThrow();
        assertThat(updated.owner()).isEqualTo("Ola");
        assertThat(updated.version()).isEqualTo(2);
        assertThat(carts.find(key)).contains(updated);
    }

    @Test
    void aSessionThatIsCreatedAgainHasNoOwnerFromBefore() {
        carts.assigningOwner("Kari").save(key, Cart.EMPTY, 0);
        carts.delete(key);
        assertThat(carts.getOrCreate(key, () -> Cart.EMPTY).owner()).isNull();
        assertThat(keys(SessionQuery.ofOwner("Kari"))).isEmpty();
        assertThat(keys(ALL)).containsExactly(key.value());
    }

    @Test
    void sessionsAreListedByTenantAndOwnerInTheOrderOfTheirKeys() {
        for (String name : List.of("b", "a", "C", "10", "9", "\u00e9", "\uD83D\uDE00", "\uFF21")) {
            carts.assigningOwner(name.equals("b") || name.equals("9") ? "Kari" : "Ola")
                    .save(SessionKey.of(name), Cart.of(name), 0);
        }
        carts.save(SessionKey.of("another tenant", "x"), Cart.EMPTY, 0);
        storage.sessions("booking", Cart.class).assigningOwner("Kari").save(SessionKey.of("y"), Cart.EMPTY, 0);

        assertThat(keys(ALL)).containsExactly("10", "9", "C", "a", "b", "\u00e9", "\uFF21", "\uD83D\uDE00");
        assertThat(keys(SessionQuery.ofOwner("Kari"))).containsExactly("9", "b");
        assertThat(keys(SessionQuery.ofOwner("kari"))).isEmpty();
        assertThat(keys(SessionQuery.ofTenant("another tenant"))).containsExactly("x");
        assertThat(carts.list(ALL).items())
                .allSatisfy(session -> assertThat(carts.find(session.key())).contains(session));
        for (int limit = 1; limit < 9; limit++) {
            assertThat(keys(ALL.withLimit(limit))).isEqualTo(keys(ALL));
        }
    }

    @Test
    void theLongestNamesAreStoredAndListed() {
        SessionStore<Cart> store = storage.sessions("a".repeat(64), Cart.class);
        // Random characters of four bytes, which no index can compress.
        String longest = new Random(1)
                .ints(255, 0x10000, 0x1F000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String almostTheSame = longest.substring(0, longest.length() - 2) + "x";
        SessionKey own = SessionKey.of(longest, longest);
        Session<Cart> saved = store.assigningOwner(longest).save(own, Cart.of("tea"), 0);
        store.assigningOwner(almostTheSame).save(SessionKey.of(longest, almostTheSame), Cart.EMPTY, 0);

        SessionQuery query = SessionQuery.ofTenant(longest).withOwner(longest);
        assertThat(store.list(query).items()).containsExactly(saved);
        assertThat(store.count(query)).isEqualTo(1);
        assertThat(store.count(SessionQuery.ofTenant(longest))).isEqualTo(2);
        assertThat(store.find(own)).contains(saved);
    }

    @Test
    void expiredAndDeletedSessionsAreNeitherListedNorCounted() {
        SessionStore<Cart> brief = storage.sessions("brief", Cart.class);
        for (String name : List.of("a", "b", "c")) {
            brief.assigningOwner("Kari").save(SessionKey.of(name), Cart.EMPTY, 0);
            clock.advance(Duration.ofMinutes(4));
        }
        brief.delete(SessionKey.of("c"));
        for (SessionQuery query : List.of(ALL, SessionQuery.ofOwner("Kari"))) {
            assertThat(brief.list(query).items())
                    .extracting(session -> session.key().value())
                    .containsExactly("b");
            assertThat(brief.count(query)).isEqualTo(1);
            assertThat(brief.list(query.withLimit(1)).next()).isNull();
        }
    }

    @Test
    void aListIsNoUse() {
        SessionStore<Cart> brief = storage.sessions("brief", Cart.class);
        Session<Cart> saved = brief.save(key, Cart.EMPTY, 0);
        clock.advance(Duration.ofMinutes(9));
        assertThat(brief.list(ALL).items()).containsExactly(saved);
        clock.advance(Duration.ofMinutes(1));
        assertThat(brief.list(ALL).items()).isEmpty();
    }

    @Test
    void sessionsThatStayAreListedOnceWhileOthersComeAndGo() {
        IntStream.range(0, 40).forEach(i -> carts.save(SessionKey.of("s" + i), Cart.EMPTY, 0));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        int round = 0;
        do {
            Page<Session<Cart>> page = carts.list(ALL.withLimit(3).from(cursor));
            page.items().forEach(session -> seen.add(session.key().value()));
            cursor = page.next();
            // New sessions before the cursor, and after it, where this list still finds them.
            carts.save(SessionKey.of("new" + round), Cart.EMPTY, 0);
            carts.save(SessionKey.of("t" + round), Cart.EMPTY, 0);
            // The session that the cursor points at is deleted too.
            carts.delete(SessionKey.of(seen.get(seen.size() - 1)));
            round++;
        } while (cursor != null && round < 100);
        assertThat(cursor).isNull();
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(name -> name.startsWith("s"))).hasSize(40);
        assertThat(seen).contains("t0").doesNotContain("new0");
    }

    @Test
    void countsAreThoseOfTheWholeList() {
        IntStream.range(0, 30)
                .forEach(i ->
                        carts.assigningOwner(i % 3 == 0 ? "Kari" : "Ola").save(SessionKey.of("s" + i), Cart.EMPTY, 0));
        assertThat(carts.count(ALL.withLimit(1))).isEqualTo(30);
        assertThat(carts.count(SessionQuery.ofOwner("Kari"))).isEqualTo(10);
        assertThat(carts.count(SessionQuery.ofOwner("nobody"))).isZero();
        assertThat(storage.sessions("booking", Cart.class).count(ALL)).isZero();
    }

    @Test
    void anInvalidCursorOrOwnerIsRefused() {
        carts.save(key, Cart.EMPTY, 0);
        for (String garbage : List.of("", "'; drop table x; --", "\uD83D\uDE00", "A")) {
            assertThatThrownBy(() -> carts.list(ALL.from(garbage)))
                    .as("cursor '%s'", garbage)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("query.cursor must ");
        }
        assertThatThrownBy(() -> carts.assigningOwner(" ")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> carts.assigningOwner("")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aForgedCursorIsRefusedOrSelectsAPage() {
        carts.save(SessionKey.of("a"), Cart.EMPTY, 0);
        carts.save(SessionKey.of("b"), Cart.EMPTY, 0);
        String real = Objects.requireNonNull(carts.list(ALL.withLimit(1)).next());
        int refused = 0;
        for (String forged : ForgedCursors.of(real, new Random(1))) {
            try {
                assertThat(carts.list(ALL.from(forged)).items()).hasSizeLessThan(3);
            } catch (InvalidInputException e) {
                assertThat(e.field()).isEqualTo("query.cursor");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(50);
        for (String lenient : List.of(real + "=", real + "==")) {
            assertThatThrownBy(() -> carts.list(ALL.from(lenient))).isInstanceOf(InvalidInputException.class);
        }
    }

    /** Returns the keys on all pages of a query. */
    private List<String> keys(SessionQuery query) {
        List<String> keys = new ArrayList<>();
        Page<Session<Cart>> page = carts.list(query);
        page.items().forEach(session -> keys.add(session.key().value()));
        while (page.next() != null) {
            page = carts.list(query.from(page.next()));
            page.items().forEach(session -> keys.add(session.key().value()));
        }
        return keys;
    }
}
