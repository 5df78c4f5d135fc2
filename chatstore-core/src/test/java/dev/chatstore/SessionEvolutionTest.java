package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A bot's next release reads the states that the one before has stored: two storages with two types over one backend. */
class SessionEvolutionTest {
    private static final String SECRET = "hunter2";
    private final SessionKey key = SessionKey.of("kari");

    private final Backend backend = new MemoryBackendProvider()
            .open(new BackendContext(
                    ConnectionUrl.parse("memory:"), new Settings(Map.of()), InstantSource.system(), new Random(1)));
    private final ChatStorage first = open();
    private final ChatStorage later = open();

    private ChatStorage open() {
        return ChatStorage.builder()
                .url("shared:")
                .backend(new SharedProvider())
                .open();
    }

    private final class SharedProvider implements BackendProvider {
        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public Backend open(BackendContext context) {
            return backend;
        }
    }

    /** A booking in the bot's first release. */
    record Booking(String city, int nights, Guest guest) {}

    /** A booking in a later release: without nights, with rooms, and with a language of its guest. */
    record LaterBooking(String city, @Nullable List<String> rooms, boolean paid, LaterGuest guest) {}

    record Guest(String name, @Nullable String phone) {}

    record LaterGuest(String name, @Nullable String language) {}

    /** A state whose fields have other types. */
    record OtherBooking(List<Integer> city, String nights) {}

    @Test
    void anUnknownFieldIsIgnoredAndRemovedByTheNextSave() {
        SessionStore<Booking> before = first.sessions(Booking.class);
        SessionStore<LaterBooking> after = later.sessions(LaterBooking.class);
        before.save(key, new Booking("Oslo", 3, new Guest("Kari", "+47")), 0);

        LaterBooking read = after.find(key).orElseThrow().state();
        assertThat(read).isEqualTo(new LaterBooking("Oslo", null, false, new LaterGuest("Kari", null)));

        after.save(key, read, 1);
        assertThat(before.find(key).orElseThrow().state()).isEqualTo(new Booking("Oslo", 0, new Guest("Kari", null)));
    }

    @Test
    void aMissingFieldHasTheDefaultOfItsType() {
        SessionStore<LaterBooking> after = later.sessions(LaterBooking.class);
        first.sessions(Booking.class).save(key, new Booking("Oslo", 3, new Guest("Kari", null)), 0);

        Session<LaterBooking> updated = after.update(
                        key, old -> new LaterBooking(old.city(), List.of("suite"), true, new LaterGuest("Kari", "nb")))
                .orElseThrow();

        assertThat(updated.version()).isEqualTo(2);
        assertThat(after.find(key)).contains(updated);
    }

    @Test
    void anUnreadableStateIsReportedAndKept() {
        SessionStore<Booking> before = first.sessions(Booking.class);
        Session<Booking> saved = before.save(key, new Booking(SECRET, 3, new Guest(SECRET, null)), 0);
        SessionStore<OtherBooking> others = later.sessions(OtherBooking.class);

        assertUnreadable(() -> others.find(key));
        assertUnreadable(() -> others.getOrCreate(key, () -> new OtherBooking(List.of(), "")));
        assertUnreadable(() -> others.update(key, other -> other));
        assertThat(before.find(key)).contains(saved);
    }

    private void assertUnreadable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CorruptDataException.class, e -> {
            assertThat(e.session()).isEqualTo(SessionId.of("default", key));
            assertThat(e.field()).isEqualTo("state");
            for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain(SECRET);
            }
        });
    }

    @Test
    void anUnreadableStateCanBeReplacedOrDeleted() {
        SessionStore<Booking> before = first.sessions(Booking.class);
        before.save(key, new Booking("Oslo", 3, new Guest("Kari", null)), 0);
        SessionStore<OtherBooking> others = later.sessions(OtherBooking.class);
        assertThat(others.save(key, new OtherBooking(List.of(1), "x"), 1).version())
                .isEqualTo(2);
        assertThatThrownBy(() -> before.find(key)).isInstanceOf(CorruptDataException.class);
        assertThat(before.delete(key)).isTrue();
        assertThat(others.find(key)).isEmpty();
    }
}
