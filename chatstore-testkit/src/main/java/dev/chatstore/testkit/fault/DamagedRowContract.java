package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.Append;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract of a store of which single rows are damaged: the others are read, the damaged one is named, and it can be
 * edited, redacted or deleted.
 */
public abstract class DamagedRowContract {
    /** The metadata of each message and profile, as it is stored. */
    public static final String METADATA = "{\"damaged\":\"metadata\"}";

    /** The reference of each attachment. */
    public static final String REFERENCE = "damaged-reference";

    private static final ConversationId ID = ConversationId.of("a conversation");
    private static final Map<String, Object> OBJECT = Map.of("damaged", "metadata");
    private static final Attachment FILE = new Attachment(REFERENCE, "image/png", 7, null);
    private static final List<String> TEXTS = List.of("one", "two", "three", "four", "five");

    private final List<Storage> opened = new ArrayList<>();
    private Storage storage;
    private ChatStore chats;

    /** Removes all data, and opens the store without caches. Called once for each test. */
    protected abstract Storage open();

    /** Opens another view of the data, with caches if the contract is that of caches. */
    protected abstract Storage openAnother();

    /** Damages what is stored of a conversation, or of its message at a sequence, whose id is m- and the sequence. */
    protected abstract void damage(ConversationId id, long sequence, Damage damage);

    /** Damages the state of a session, so that it is no JSON any more. */
    protected abstract void damage(SessionId id);

    @BeforeEach
    final void append() {
        storage = opened(open());
        chats = storage.chats();
        List<NewMessage> messages = new ArrayList<>();
        for (String text : TEXTS) {
            messages.add(NewMessage.user(text)
                    .withId("m-" + (messages.size() + 1))
                    .withTokens(3)
                    .withAttachments(FILE)
                    .withMetadata(OBJECT));
        }
        chats.append(Append.of(ID, messages).withProfile(profile("the title")));
    }

    private static Profile profile(String title) {
        return Profile.EMPTY.withOwner("kari").withTitle(title).withMetadata(OBJECT);
    }

    @AfterEach
    final void close() {
        opened.forEach(Storage::close);
    }

    private Storage opened(Storage storage) {
        opened.add(storage);
        return storage;
    }

    private List<ChatStore> views() {
        ChatStore another = opened(openAnother()).chats();
        // The second read may be answered by a cache that the first one filled.
        return List.of(another, another, opened(openAnother()).chats(), another.latest());
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"METADATA", "ATTACHMENTS", "ROLE"})
    final void theNeighboursOfADamagedMessageAreRead(Damage damage) {
        damage(ID, 3, damage);
        for (ChatStore view : views()) {
            assertNamed(damage, view.recent(ID, 5));
            assertNamed(damage, view.recentPath(ID, 5));
            assertNamed(damage, view.history(ID, Slice.after(0, 5)));
            assertThat(view.find(ID, 3)).contains(view.recent(ID, 5).get(2));
            assertThat(view.find(ID, "m-3")).contains(view.recent(ID, 5).get(2));
            assertThat(view.replies(ID, 2)).containsExactly(view.recent(ID, 5).get(2));
            assertThat(view.revisions(ID, 3)).containsExactly(view.recent(ID, 5).get(2));
            assertThat(view.find(ID).orElseThrow().lastSequence()).isEqualTo(5);
        }
        ConflictException conflict = catchThrowableOfType(
                ConflictException.class,
                () -> chats.append(Append.of(ID, NewMessage.user("six")).expecting(0)));
        assertNamed(damage, conflict.missed());
        assertThat(chats.append(ID, NewMessage.user("six")).sequences()).containsExactly(6L);
    }

    @Test
    final void aCountTellsHowMuchItCouldNotRead() {
        ContentQuery byRole = ContentQuery.ofTenant("default").by(Grouping.ROLE);
        Contents contents = Contents.of(storage).orElseThrow();
        assertThat(contents.count(byRole).unreadable()).isZero();
        damage(ID, 3, Damage.ROLE);
        ContentStatistics counted = contents.count(byRole);
        assertThat(counted.unreadable()).isEqualTo(1);
        assertThat(counted.conversations()).isEqualTo(1);
        assertThat(counted.messages()).isEqualTo(5);
        Breakdown roles = Objects.requireNonNull(counted.breakdowns().get(Grouping.ROLE));
        assertThat(roles.groups()).hasSize(2);
        assertThat(roles.groups().get(0).messages()).isEqualTo(4);
        assertThat(roles.groups().get(1).messages()).isEqualTo(1);
        assertThat(roles.groups().get(1).key()).isNull();
        assertThat(contents.count(ContentQuery.ofTenant("default")).unreadable())
                .isZero();
    }

    private static void assertNamed(Damage damage, List<Message> messages) {
        assertThat(messages).hasSize(5);
        for (Message message : messages) {
            boolean isDamaged = message.sequence() == 3;
            assertThat(message.unreadable()).isEqualTo(isDamaged ? List.of(part(damage)) : List.of());
            assertThat(message.text())
                    .isEqualTo(isDamaged && damage == Damage.ROLE ? "" : TEXTS.get((int) message.sequence() - 1));
            boolean isEmptied = isDamaged && damage == Damage.ROLE;
            assertThat(message.metadata())
                    .isEqualTo(isEmptied || (isDamaged && damage == Damage.METADATA) ? Map.of() : OBJECT);
            assertThat(message.attachments())
                    .isEqualTo(isEmptied || (isDamaged && damage == Damage.ATTACHMENTS) ? List.of() : List.of(FILE));
            assertThat(message.id()).isEqualTo("m-" + message.sequence());
        }
    }

    private static String part(Damage damage) {
        return switch (damage) {
            case ATTACHMENTS -> "attachments";
            case ROLE -> "role";
            default -> "metadata";
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"MILLION_DIGITS", "EXPONENT"})
    @Timeout(30)
    final void aNumberThatNoReaderShouldPayForIsDamage(Damage damage) {
        damage(ID, 3, damage);
        for (ChatStore view : views()) {
            assertNamed(Damage.METADATA, view.recent(ID, 5));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Damage.class,
            names = {"METADATA", "ATTACHMENTS", "ROLE"})
    final void aDamagedMessageCanBeRedacted(Damage damage) {
        damage(ID, 3, damage);
        assertThat(chats.recent(ID, 1)).hasSize(1);
        Message redacted = (damage == Damage.METADATA ? chats.redact(ID, "m-3") : chats.redact(ID, 3)).orElseThrow();
        assertThat(redacted.redacted()).isTrue();
        assertThat(redacted.unreadable()).isEqualTo(damage == Damage.ROLE ? List.of("role") : List.of());
        for (ChatStore view : views()) {
            List<Message> read = view.recent(ID, 5);
            assertThat(read.stream().map(Message::text).toList()).containsExactly("one", "two", "", "four", "five");
            assertThat(read.get(2)).isEqualTo(redacted);
            assertThat(view.find(ID).orElseThrow().tokens()).isEqualTo(12);
        }
    }

    @Test
    final void anEditReplacesADamagedPartOrKeepsIt() {
        damage(ID, 2, Damage.METADATA);
        damage(ID, 3, Damage.ATTACHMENTS);
        for (long sequence : List.of(2L, 3L)) {
            List<String> part = List.of(part(sequence == 2 ? Damage.METADATA : Damage.ATTACHMENTS));
            Message edited = chats.edit(ID, sequence, MessageEdit.of("edited")).orElseThrow();
            assertThat(edited.unreadable()).isEqualTo(part);
            assertThat(chats.find(ID, sequence)).contains(edited);
            MessageEdit mending = MessageEdit.of("mended").withAttachments().withMetadata(Map.of("k", 1L));
            Message mended = chats.edit(ID, sequence, mending).orElseThrow();
            assertThat(mended.unreadable()).isEmpty();
            assertThat(chats.recent(ID, 5)).contains(mended);
            assertThat(chats.revisions(ID, sequence).stream()
                            .map(Message::unreadable)
                            .toList())
                    .containsExactly(part, part, List.of());
        }
        for (ChatStore view : views()) {
            assertThat(view.recent(ID, 5)).isEqualTo(chats.recent(ID, 5));
        }
    }

    @Test
    final void aMessageOfAnUnknownRoleIsNotEdited() {
        damage(ID, 3, Damage.ROLE);
        for (MessageEdit edit : List.of(MessageEdit.of("edited"), MessageEdit.of("three"))) {
            assertThatThrownBy(() -> chats.edit(ID, 3, edit)).isInstanceOfSatisfying(CorruptDataException.class, e -> {
                assertThat(e.conversation()).isEqualTo(ID);
                assertThat(e.field()).startsWith("message 3");
            });
        }
        assertThat(chats.find(ID).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    final void theNeighboursOfADamagedProfileAreListed() {
        ConversationId before = ConversationId.of("before");
        ConversationId after = ConversationId.of("later");
        chats.open(before, profile("before"));
        chats.open(after, profile("after"));
        damage(ID, 0, Damage.PROFILE);
        Profile damaged = new Profile("kari", "the title", null, null, Map.of(), List.of("metadata"));
        for (ChatStore view : views()) {
            for (ConversationQuery query : List.of(
                    ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT), ConversationQuery.ofOwner("kari"))) {
                for (Order order : Order.values()) {
                    Page<Conversation> page = view.list(query.withOrder(order));
                    assertThat(page.items().stream().map(Conversation::id).toList())
                            .containsExactlyInAnyOrder(ID, before, after);
                    assertThat(page.items().stream().map(Conversation::profile).toList())
                            .containsExactlyInAnyOrder(damaged, profile("before"), profile("after"));
                    assertThat(page.unreadable()).isEmpty();
                }
            }
            assertThat(view.find(ID).orElseThrow().profile()).isEqualTo(damaged);
            assertThat(view.open(ID, Profile.EMPTY).profile()).isEqualTo(damaged);
            assertThat(view.recent(ID, 5)).hasSize(5);
        }
        assertThatThrownBy(() -> chats.open(ConversationId.of("a copy"), damaged))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("metadata");
    }

    @Test
    final void aPatchReplacesADamagedPartOrKeepsIt() {
        damage(ID, 0, Damage.PROFILE);
        Profile retitled = chats.patch(ConversationPatch.of(ID).withTitle("another"))
                .orElseThrow()
                .profile();
        assertThat(retitled).isEqualTo(new Profile("kari", "another", null, null, Map.of(), List.of("metadata")));
        assertThat(chats.find(ID).orElseThrow().profile()).isEqualTo(retitled);
        chats.append(ID, NewMessage.user("six"));
        assertThat(chats.find(ID).orElseThrow().profile()).isEqualTo(retitled);

        chats.patch(ConversationPatch.of(ID).withMetadata(Map.of("k", 1L)));
        for (ChatStore view : views()) {
            assertThat(view.find(ID).orElseThrow().profile())
                    .isEqualTo(
                            Profile.EMPTY.withOwner("kari").withTitle("another").withMetadata(Map.of("k", 1L)));
        }
        damage(ID, 0, Damage.PROFILE);
        assertThat(chats.delete(ID)).isTrue();
        assertThat(chats.find(ID)).isEmpty();
    }

    @Test
    final void aSnapshotGoesOnAfterAConversationOfWhichNothingCanBeRead() {
        List<ConversationId> others = List.of(ConversationId.of("a before"), ConversationId.of("later \u4e00"));
        others.forEach(other -> chats.append(other, NewMessage.user("one"), NewMessage.user("two")));
        damage(ID, 0, Damage.HEAD);

        List<ConversationId> read = new ArrayList<>();
        int unreadable = 0;
        for (StoreScope scope : List.of(StoreScope.everything(), StoreScope.ofTenant(ID.tenant()))) {
            try (StoreSnapshot snapshot = StoreAccess.of(storage).orElseThrow().snapshot(scope)) {
                for (Iterator<ConversationSnapshot> found = snapshot.conversations(); found.hasNext(); ) {
                    try {
                        ConversationSnapshot conversation = found.next();
                        assertThat(conversation.messages())
                                .extracting(message -> message.message().text())
                                .containsExactly("one", "two");
                        read.add(conversation.id());
                    } catch (CorruptDataException e) {
                        unreadable++;
                    }
                }
            }
        }
        assertThat(unreadable).isEqualTo(2);
        assertThat(read).hasSize(4).hasSameElementsAs(others);
    }

    /** A state that a test damages. */
    record Cart(String item) {}

    @Test
    final void theNeighboursOfADamagedSessionAreListed() {
        SessionStore<Cart> carts = storage.sessions(Cart.class);
        SessionKey key = SessionKey.of("b");
        for (String name : List.of("a", "b", "c")) {
            carts.save(SessionKey.of(name), new Cart(name), 0);
        }
        damage(SessionId.of(SessionStore.DEFAULT_NAME, key));

        SessionQuery query = SessionQuery.ofTenant(key.tenant()).withLimit(2);
        Page<Session<Cart>> first = carts.list(query);
        Page<Session<Cart>> second = carts.list(query.from(first.next()));
        List<Session<Cart>> items = new ArrayList<>(first.items());
        items.addAll(second.items());
        assertThat(items.stream().map(Session::state).toList()).containsExactly(new Cart("a"), new Cart("c"));
        List<CorruptDataException> unreadable = new ArrayList<>(first.unreadable());
        unreadable.addAll(second.unreadable());
        assertThat(unreadable).singleElement().satisfies(e -> {
            assertThat(e.session()).isEqualTo(SessionId.of(SessionStore.DEFAULT_NAME, key));
            assertThat(e.field()).isEqualTo("state");
        });
        assertThatThrownBy(() -> carts.find(key)).isInstanceOf(CorruptDataException.class);
        assertThat(carts.delete(key)).isTrue();
        assertThat(carts.getOrCreate(key, () -> new Cart("anew")).state()).isEqualTo(new Cart("anew"));
    }
}
