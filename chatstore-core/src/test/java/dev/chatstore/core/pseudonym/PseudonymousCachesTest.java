package dev.chatstore.core.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's view of the caches is given phone numbers, and finds the entries of stored forms. */
class PseudonymousCachesTest {
    private static final String PHONE = "+4799887766";
    private static final ConversationId ID = ConversationId.of("acme", PHONE);
    private static final SessionKey CART = SessionKey.of("acme", PHONE);

    private final KeptStore store = new KeptStore();
    private ChatStorage writer;

    /** Another process, which does not notice what the first one writes. */
    private ChatStorage reader;

    @BeforeEach
    void open() {
        writer = cached();
        reader = cached();
        writer.chats().open(ID, Profile.EMPTY.withOwner(PHONE));
        writer.chats().append(ID, NewMessage.user("one"));
    }

    @AfterEach
    void close() {
        assertThat(store.seen).noneMatch(text -> text.contains(PHONE));
        reader.close();
        writer.close();
    }

    private ChatStorage cached() {
        return store.builder()
                .set("privacy.key", KeptStore.KEY)
                .set("cache.bytes", "1MiB")
                .set("cache.session-bytes", "1MiB")
                .nanos(() -> 1)
                .open();
    }

    private int messagesOfTheReader() {
        return reader.chats().recent(ID, 10).size();
    }

    @Test
    void aConversationIsWarmedEvictedAndInvalidated() {
        assertThat(reader.caches().warm(List.of(ID))).isEqualTo(1);
        writer.chats().append(ID, NewMessage.user("two"));
        assertThat(messagesOfTheReader()).as("from the cache").isEqualTo(1);
        reader.caches().evict(ID);
        assertThat(messagesOfTheReader()).isEqualTo(2);
        writer.chats().append(ID, NewMessage.user("three"));
        assertThat(messagesOfTheReader()).as("from the cache").isEqualTo(2);
        reader.caches().invalidate(ID);
        assertThat(messagesOfTheReader()).isEqualTo(3);
    }

    @Test
    void aReportAboutAGivenConversationHasItsId() {
        reader.caches().warm(List.of(ID));
        writer.chats().append(ID, NewMessage.user("two"));
        CoherenceReport report = reader.caches().check(List.of(ID));
        assertThat(report.entries()).isEqualTo(1);
        assertThat(report.divergences())
                .extracting(Divergence::conversation, Divergence::cachedVersion)
                .containsExactly(tuple(ID, writer.chats().find(ID).orElseThrow().version() - 1));
        CoherenceReport ofOwner =
                reader.caches().check(ConversationQuery.ofTenant("acme").withOwner(PHONE));
        assertThat(ofOwner.entries()).isEqualTo(1);
        assertThat(ofOwner.divergences())
                .allMatch(found -> found.conversation().value().startsWith("p."));
    }

    @Test
    void aSessionIsInvalidated() {
        writer.sessions("cart", String.class).getOrCreate(CART, () -> "empty");
        assertThat(reader.sessions("cart", String.class).find(CART).map(Session::state))
                .hasValue("empty");
        writer.sessions("cart", String.class).update(CART, state -> "full");
        reader.caches().invalidate(new SessionId("acme", "cart", PHONE));
        assertThat(reader.sessions("cart", String.class).find(CART).map(Session::state))
                .hasValue("full");
        reader.caches().evictAll();
        assertThat(reader.sessions("cart", String.class).find(CART)).isPresent();
    }
}
