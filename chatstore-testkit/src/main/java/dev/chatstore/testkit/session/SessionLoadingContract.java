package dev.chatstore.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoreSnapshot.Consistency;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions in a snapshot, and sessions that are loaded as they were. */
abstract class SessionLoadingContract extends SessionContract {
    private static final String STATE = "{\"count\":1,\"items\":[\"tea\"]}";

    private StoreAccess access;

    SessionLoadingContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.other.ttl", "10m");
    }

    @BeforeEach
    void findAccess() {
        access = StoreAccess.of(storage).orElseThrow();
    }

    private List<StoredSession> read(StoreScope scope) {
        List<StoredSession> read = new ArrayList<>();
        try (StoreSnapshot snapshot = access.snapshot(scope)) {
            snapshot.sessions().forEachRemaining(read::add);
        }
        return read;
    }

    private static StoredSession stored(String tenant, String value, @Nullable Instant expires) {
        return new StoredSession(
                new SessionId(tenant, "default", value),
                "kari",
                7,
                STATE,
                START.minusSeconds(90),
                START.minusSeconds(30),
                expires == null ? null : new StoredSession.Expiry(expires, Duration.ZERO));
    }

    private static List<Object> parts(StoredSession session) {
        List<Object> parts = new ArrayList<>(
                List.of(session.id(), session.version(), session.state(), session.created(), session.updated()));
        parts.add(String.valueOf(session.owner()));
        parts.add(String.valueOf(session.expires()));
        return parts;
    }

    @Test
    void aSnapshotHasTheLiveSessionsOfAllNames() {
        carts.assigningOwner("kari").save(key, Cart.of("tea"), 0);
        storage.sessions("other", Cart.class).save(SessionKey.of("b", "expires"), Cart.of("milk"), 0);
        storage.sessions("other", Cart.class).save(SessionKey.of("a", "deleted"), Cart.EMPTY, 0);
        storage.sessions("other", Cart.class).delete(SessionKey.of("a", "deleted"));

        List<StoredSession> read = read(StoreScope.everything());
        assertThat(read)
                .extracting(StoredSession::id)
                .containsExactlyInAnyOrder(SessionId.of("default", key), new SessionId("b", "other", "expires"));
        assertThat(read).extracting(StoredSession::expires).contains(START.plus(Duration.ofMinutes(10)));
        assertThat(read(StoreScope.ofTenant("b"))).hasSize(1);
        assertThat(read(StoreScope.ofOwner(key.tenant(), "kari"))).hasSize(1);
        assertThat(read(StoreScope.ofOwner("b", "kari"))).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        assertThat(read(StoreScope.everything())).hasSize(1);
    }

    @Test
    void aSessionThatExpiresWhileASnapshotIsOpenIsInItIfThatShowsOneMoment() {
        SessionStore<Cart> expiring = storage.sessions("other", Cart.class);
        expiring.save(key, Cart.of("tea"), 0);
        for (StoreScope scope : List.of(StoreScope.everything(), StoreScope.ofTenant(key.tenant()))) {
            try (StoreSnapshot snapshot = access.snapshot(scope)) {
                clock.advance(Duration.ofMinutes(10));
                boolean isThere = snapshot.consistency() == Consistency.POINT_IN_TIME;
                List<StoredSession> read = new ArrayList<>();
                snapshot.sessions().forEachRemaining(read::add);
                assertThat(read).hasSize(isThere ? 1 : 0);
                assertThat(snapshot.find(SessionId.of("other", key)).isPresent())
                        .isEqualTo(isThere);
            }
            expiring.save(key, Cart.of("milk"), 0);
        }
    }

    @Test
    void aSnapshotFindsASession() {
        Session<Cart> saved = carts.save(key, Cart.of("tea"), 0);
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            assertThat(snapshot.find(SessionId.of("default", key)))
                    .map(StoredSession::updated)
                    .contains(saved.updated());
            assertThat(snapshot.find(SessionId.of("other", key))).isEmpty();
        }
    }

    @Test
    void aLoadedSessionIsReadAsItWas() {
        StoredSession stays = stored("a", "stays", null);
        StoredSession expires = stored("b", "expires", START.plusSeconds(5));
        assertThat(carts.find(stays.id().key())).isEmpty();

        assertThat(access.loadSessions(List.of(stays, expires))).containsExactlyInAnyOrder(stays.id(), expires.id());
        assertThat(read(StoreScope.everything()).stream().map(SessionLoadingContract::parts))
                .containsExactlyInAnyOrder(parts(stays), parts(expires));
        Session<Cart> found = carts.find(stays.id().key()).orElseThrow();
        assertThat(found.state()).isEqualTo(Cart.of("tea"));
        assertThat(found.version()).isEqualTo(7);
        assertThat(carts.save(found.key(), Cart.EMPTY, 7).version()).isEqualTo(8);
        clock.set(START.plusSeconds(5));
        assertThat(carts.find(expires.id().key())).isEmpty();
    }

    @Test
    void aSessionThatExistsIsLeftAsItIs() {
        carts.save(key, Cart.of("milk"), 0);
        StoredSession same = new StoredSession(
                SessionId.of("default", key), null, 9, STATE, START.minusSeconds(9), START.minusSeconds(9), null);
        StoredSession other = stored("a", "other", null);

        assertThat(access.loadSessions(List.of(same, other))).containsExactly(other.id());
        assertThat(access.loadSessions(List.of(same, other))).isEmpty();
        assertThat(access.loadSessions(List.of())).isEmpty();
        Session<Cart> found = carts.find(key).orElseThrow();
        assertThat(found.state()).isEqualTo(Cart.of("milk"));
        assertThat(found.version()).isEqualTo(1);
    }

    @Test
    void inThePlaceOfADeletedOneTheVersionContinues() {
        StoredSession given = stored(key.tenant(), key.value(), null);
        carts.save(key, Cart.of("milk"), 0);
        carts.save(key, Cart.EMPTY, 1);
        assertThat(carts.delete(key)).isTrue();

        assertThat(access.loadSessions(List.of(given))).containsExactly(given.id());
        Session<Cart> found = carts.find(key).orElseThrow();
        assertThat(found.version()).isEqualTo(9);
        assertThat(found.created()).isEqualTo(given.created());
        assertThat(found.owner()).isEqualTo("kari");
    }

    @Test
    void aSessionWhoseTimeIsOverStaysMissing() {
        StoredSession over = stored("a", "over", START);
        access.loadSessions(List.of(over));
        assertThat(carts.find(over.id().key())).isEmpty();
        assertThat(read(StoreScope.everything())).isEmpty();
        assertThat(carts.save(over.id().key(), Cart.of("new"), 0).state()).isEqualTo(Cart.of("new"));
    }

    private StoredSession read(SessionId id) {
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            return snapshot.find(id).orElseThrow();
        }
    }

    @Test
    void aSessionTakesThePlaceOfOneThatWasRead() {
        carts.assigningOwner("ola").save(key, Cart.of("milk"), 0);
        carts.save(key, Cart.EMPTY, 1);
        StoredSession given = stored(key.tenant(), key.value(), START.plusSeconds(5));
        StoredSession read = read(given.id());
        assertThat(carts.find(key)).isPresent();

        assertThat(access.replaceSession(read, given)).isTrue();
        Session<Cart> found = carts.find(key).orElseThrow();
        assertThat(found.state()).isEqualTo(Cart.of("tea"));
        assertThat(found.version()).isEqualTo(9);
        assertThat(found.created()).isEqualTo(given.created());
        assertThat(found.updated()).isEqualTo(given.updated());
        assertThat(found.owner()).isEqualTo("kari");
        assertThat(found.expires()).isEqualTo(START.plusSeconds(5));
        assertThat(read(StoreScope.ofOwner(key.tenant(), "kari"))).hasSize(1);
        assertThat(read(StoreScope.ofOwner(key.tenant(), "ola"))).isEmpty();
        assertThat(read(StoreScope.everything())).hasSize(1);
        assertThat(access.replaceSession(read, given)).isFalse();
        assertThat(access.replaceSession(read(given.id()), stored(key.tenant(), key.value(), null)))
                .isTrue();
        clock.set(START.plusSeconds(5));
        assertThat(carts.find(key).orElseThrow().version()).isEqualTo(16);
    }

    @Test
    void aSessionThatWasSavedDeletedOrHasExpiredSinceIsNotReplaced() {
        StoredSession given = stored(key.tenant(), key.value(), null);
        carts.save(key, Cart.of("milk"), 0);
        StoredSession read = read(given.id());
        carts.save(key, Cart.of("bread"), 1);
        assertThat(access.replaceSession(read, given)).isFalse();
        assertThat(carts.find(key).orElseThrow().state()).isEqualTo(Cart.of("bread"));
        StoredSession deleted = read(given.id());
        carts.delete(key);
        assertThat(access.replaceSession(deleted, given)).isFalse();
        assertThat(carts.find(key)).isEmpty();

        StoredSession expiring = stored("b", "expiring", START.plusSeconds(5));
        access.loadSessions(List.of(expiring));
        clock.set(START.plusSeconds(5));
        assertThat(access.replaceSession(expiring, expiring)).isFalse();
        assertThat(access.sessionTime()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void moreSessionsThanAPageComeEachOnce() {
        List<StoredSession> given = IntStream.range(0, 230)
                .mapToObj(i -> stored("t" + i % 2, "s" + i, null))
                .toList();
        assertThat(access.loadSessions(given)).hasSize(230);
        Set<SessionId> ids = new HashSet<>();
        for (StoredSession session : read(StoreScope.everything())) {
            assertThat(ids.add(session.id())).isTrue();
        }
        assertThat(ids).hasSize(230);
        assertThat(read(StoreScope.ofTenant("t1"))).hasSize(115);
    }
}
