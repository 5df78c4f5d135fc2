package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Racers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The notifications that every backend sends of the changes that it commits: each change exactly once, as a reader sees
 * it, and before the call returns; the appends to a conversation in their order.
 */
public abstract class ChangeNotificationContract {
    private static final int WRITERS = 8;

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T12:00:00.123456Z"));
    private final ConversationId id = ConversationId.of("a conversation");
    private final ConcurrentLinkedQueue<Change> published = new ConcurrentLinkedQueue<>();
    private Backend backend;
    private ChatStore chats;

    /** Opens the backend without data. It passes each committed change to the consumer. */
    protected abstract Backend open(InstantSource clock, Consumer<Change> committed);

    @BeforeEach
    final void openBackend() {
        clock.tick(Duration.ofMillis(1));
        backend = open(clock, published::add);
        chats = backend.chats();
    }

    @AfterEach
    final void closeBackend() {
        backend.close();
    }

    @Test
    void anAppendIsPublishedAsItIsRead() {
        AppendReceipt first = chats.append(id, full("first"), NewMessage.assistant(""));
        assertThat(takePublished()).containsExactly(new Change.Appended(id, first.version(), chats.recent(id, 10)));

        AppendReceipt second = chats.append(id, full("second").withParent(1));
        assertThat(takePublished()).containsExactly(new Change.Appended(id, second.version(), chats.recent(id, 1)));
    }

    @Test
    void anAppendWithAnExpectedVersionIsPublished() {
        AppendReceipt first = chats.append(Append.of(id, NewMessage.user("one")).expecting(0));
        chats.append(Append.of(id, NewMessage.user("two")).expecting(first.version()));
        assertThat(takePublished()).extracting(Change::version).containsExactly(first.version(), first.version() + 1);
    }

    @Test
    void appendsOfOneCallArePublishedOneByOne() {
        ConversationId other = ConversationId.of("another");
        chats.append(other, NewMessage.user("zero").withId("zero"));
        takePublished();
        chats.appendAll(List.of(
                Append.of(id, NewMessage.user("one")),
                Append.of(other, NewMessage.user("two"), NewMessage.user("three")),
                Append.of(id, NewMessage.user("conflict")).expecting(77),
                Append.of(other, NewMessage.user("zero").withId("zero")),
                Append.of(id, NewMessage.user("four"))));
        List<Change> changes = takePublished();
        assertThat(of(id, changes))
                .containsExactly(
                        new Change.Appended(id, 1, chats.history(id, Slice.after(0, 1))),
                        new Change.Appended(id, 2, chats.history(id, Slice.after(1, 1))));
        assertThat(of(other, changes))
                .containsExactly(new Change.Appended(other, 2, chats.history(other, Slice.after(1, 2))));
        assertThat(changes).hasSize(3);
    }

    @Test
    void anOpenedConversationIsPublishedAsItIsRead() {
        Conversation opened = chats.open(id, fullProfile());
        assertThat(takePublished()).containsExactly(new Change.Described(opened));
        assertThat(chats.find(id)).contains(opened);
    }

    @Test
    void aPatchedConversationIsPublishedAsItIsRead() {
        chats.append(id, full("first"));
        takePublished();
        Conversation patched = chats.patch(
                        ConversationPatch.of(id).withTitle("a title").withArchived(true))
                .orElseThrow();
        assertThat(takePublished()).containsExactly(new Change.Described(patched));
        assertThat(chats.find(id)).contains(patched);
    }

    @Test
    void anEditedOrRedactedMessageIsPublishedAsItIsRead() {
        chats.append(id, full("first"), full("second"));
        takePublished();
        chats.edit(id, 1, MessageEdit.text("edited").withMetadata(Map.of("n", 1)));
        assertThat(takePublished())
                .containsExactly(new Change.Revised(
                        id, head().version(), chats.find(id, 1).orElseThrow()));
        chats.redact(id, 2);
        assertThat(takePublished())
                .containsExactly(new Change.Revised(
                        id, head().version(), chats.find(id, 2).orElseThrow()));
    }

    @Test
    void aRemovalIsPublishedAndTheNextConversationContinuesFromItsVersion() {
        chats.open(id, Profile.EMPTY);
        long before = chats.append(id, NewMessage.user("one")).version();
        takePublished();
        chats.delete(id);
        Change removal = takePublished().get(0);
        assertThat(removal).isInstanceOf(Change.Removed.class);
        assertThat(removal.conversation()).isEqualTo(id);
        assertThat(removal.version()).isGreaterThanOrEqualTo(before);

        chats.append(id, NewMessage.user("a new one"));
        assertThat(takePublished())
                .containsExactly(new Change.Appended(id, removal.version() + 1, chats.recent(id, 10)));
    }

    @Test
    void aReopenedConversationContinuesFromTheVersionOfItsRemoval() {
        chats.append(id, NewMessage.user("one"));
        chats.delete(id);
        long removed = head(takePublished()).version();
        Conversation opened = chats.open(id, Profile.EMPTY);
        assertThat(takePublished()).containsExactly(new Change.Described(opened));
        assertThat(opened.version()).isEqualTo(removed + 1);
    }

    @Test
    void aCallThatChangesNothingIsNotPublished() {
        chats.open(id, fullProfile());
        chats.append(id, full("first"), full("second"));
        chats.redact(id, 2);
        takePublished();

        chats.open(id, Profile.EMPTY);
        chats.append(id, full("first"), full("second").withParent(1));
        chats.patch(ConversationPatch.of(id).withTitle("a title"));
        chats.edit(id, 1, MessageEdit.text("text of first"));
        chats.edit(id, 9, MessageEdit.text("nobody's"));
        chats.redact(id, 2);
        chats.patch(ConversationPatch.of(ConversationId.of("missing")).withTitle("a title"));
        chats.delete(ConversationId.of("missing"));
        chats.edit(ConversationId.of("missing"), 1, MessageEdit.text("nobody's"));

        assertThat(takePublished()).isEmpty();
    }

    @Test
    void aRefusedCallIsNotPublished() {
        chats.append(id, full("first"));
        chats.redact(id, 1);
        takePublished();

        assertThatThrownBy(() ->
                        chats.append(Append.of(id, NewMessage.user("late")).expecting(1)))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> chats.append(id, full("first"), full("second")))
                .isInstanceOf(DuplicateMessageException.class);
        assertThatThrownBy(() -> chats.append(id, NewMessage.user("a child").withParent(9)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> chats.edit(id, 1, MessageEdit.text("redacted")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        chats.patch(ConversationPatch.of(id).withTitle("late").expecting(1)))
                .isInstanceOf(ConflictException.class);

        assertThat(takePublished()).isEmpty();
    }

    @Test
    void eachChangeOfManyWritersIsPublishedOnceBeforeItsCallReturnsAndAppendsInOrder() {
        ConversationId other = ConversationId.of("another");
        Racers.all(WRITERS, racer -> {
            for (int i = 0; i < 40; i++) {
                ConversationId written = (racer + i) % 2 == 0 ? id : other;
                AppendReceipt receipt = chats.append(written, NewMessage.user(racer + "/" + i));
                assertThat(of(written, List.copyOf(published)))
                        .extracting(Change::version)
                        .contains(receipt.version());
                if (i % 10 == 0) {
                    chats.edit(written, receipt.lastSequence(), MessageEdit.text("edited " + racer + "/" + i));
                }
            }
            return racer;
        });
        for (ConversationId written : List.of(id, other)) {
            List<Change> changes = of(written, List.copyOf(published));
            Conversation head = chats.find(written).orElseThrow();
            assertThat(changes)
                    .extracting(Change::version)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, head.version()).boxed().toList());
            assertThat(changes)
                    .filteredOn(Change.Appended.class::isInstance)
                    .flatExtracting(change -> ((Change.Appended) change)
                            .messages().stream().map(Message::sequence).toList())
                    .isEqualTo(LongStream.rangeClosed(1, head.lastSequence())
                            .boxed()
                            .toList());
        }
    }

    @Test
    void theStringFormOfAChangeContainsNoText() {
        chats.open(id, Profile.EMPTY.withTitle("secret"));
        chats.append(id, NewMessage.user("secret"));
        chats.edit(id, 1, MessageEdit.text("secret too"));
        assertThat(takePublished().toString()).doesNotContain("secret");
    }

    private List<Change> takePublished() {
        List<Change> changes = new ArrayList<>();
        for (Change change = published.poll(); change != null; change = published.poll()) {
            changes.add(change);
        }
        return changes;
    }

    private Conversation head() {
        return chats.find(id).orElseThrow();
    }

    private static Change head(List<Change> changes) {
        return changes.get(changes.size() - 1);
    }

    private static List<Change> of(ConversationId id, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.conversation().equals(id))
                .toList();
    }

    private static NewMessage full(String id) {
        return NewMessage.user("text of " + id)
                .withId(id)
                .withAuthor("Kari")
                .withAttachments(new Attachment("s3:key", "text/plain", 7, null))
                .withMetadata(Map.of("n", List.of(1, "two")))
                .withTokens(3);
    }

    private static Profile fullProfile() {
        return Profile.EMPTY
                .withOwner("kari")
                .withTitle("a title")
                .withModel("a model")
                .withSystemPrompt("Be brief.")
                .withMetadata(Map.of("n", 1));
    }
}
