package dev.chatstore.testkit.model;

import dev.chatstore.api.Append;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws steps on few conversations, so that they interact. Looks at the model for real versions and sequences. */
final class RandomSteps {
    /** Configured maximum size of a text, in UTF-8 bytes. Some texts are larger. */
    static final int MESSAGE_BYTES = 100;

    private static final List<String> TENANTS = List.of("a", "A");
    private static final List<String> NAMES = List.of("x", "X", "x ", "\u00e9", "e\u0301", "\uD83D\uDE00");
    private static final List<String> OWNERS = List.of("Kari", "kari", "Ola");
    private static final Duration MAX_PASSED = Duration.ofMinutes(45);

    private final RandomGenerator random;
    private final ComparedStore model;
    private Duration passed = Duration.ZERO;

    RandomSteps(RandomGenerator random, ComparedStore model) {
        this.random = random;
        this.model = model;
    }

    Step next() {
        ConversationId id = new ConversationId(any(TENANTS), any(NAMES));
        return switch (random.nextInt(36)) {
            case 0 -> new Step.Open(id, profile());
            case 1 -> new Step.Find(id);
            case 2, 3 -> new Step.NextPage(query(id.tenant()));
            case 4, 5 -> new Step.Patch(patch(id));
            case 6 -> delete(id);
            case 7, 8 -> new Step.Edit(id, sequence(id), edit());
            case 9 -> new Step.Redact(id, sequence(id));
            case 10, 11, 12 -> new Step.History(id, slice(id));
            case 13 -> new Step.FindBySequence(id, sequence(id));
            case 14 -> new Step.FindById(id, "m" + random.nextInt(12));
            case 15, 16 -> session(new SessionKey(id.tenant(), id.value()));
            case 17 -> pass();
            case 18 -> new Step.EditById(id, "m" + random.nextInt(12), edit());
            case 19 -> new Step.RedactById(id, "m" + random.nextInt(12));
            case 20 -> new Step.Count(query(id.tenant()));
            case 21 -> session(new SessionKey(id.tenant(), id.value()));
            case 23 -> new Step.Trim(id, sequence(id), 1 + random.nextInt(4));
            case 22 -> new Step.NextPage(query(id.tenant()).withOrder(Order.LAST_ACTIVITY));
            case 30, 31, 32 -> new Step.Archive(id, 1 + random.nextInt(4));
            case 33 -> new Step.TakeBack(id, sequence(id));
            default ->
                new Step.AppendAll(IntStream.range(0, random.nextInt(4) == 0 ? 3 : 1)
                        .mapToObj(i -> append(i == 0 ? id : new ConversationId(id.tenant(), any(NAMES))))
                        .toList());
        };
    }

    private Step delete(ConversationId id) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Step.Delete(id);
            case 2 -> new Step.DeleteExpected(id, version(id));
            default -> new Step.Find(id);
        };
    }

    private Step session(SessionKey key) {
        ComparedStore.State state = new ComparedStore.State(random.nextInt(100), List.of(any(NAMES)));
        return switch (random.nextInt(12)) {
            case 0 -> new Step.FindSession(key);
            case 1, 2 -> new Step.GetOrCreate(key, state);
            case 3 -> new Step.Save(key, state, Math.max(0, sessionVersion(key) + random.nextInt(3) - 1));
            case 7 -> new Step.UpdateToEqual(key);
            case 8 -> new Step.SaveOwned(key, any(OWNERS), state, sessionVersion(key));
            case 9, 10 -> new Step.ListSessions(sessionQuery(key.tenant()));
            case 4 -> new Step.Update(key, false);
            case 5 -> new Step.Update(key, true);
            case 6 -> new Step.Touch(key);
            default -> new Step.DeleteSession(key);
        };
    }

    private long sessionVersion(SessionKey key) {
        return model.sessions().find(model.scoped(key)).map(Session::version).orElse(0L);
    }

    private SessionQuery sessionQuery(String tenant) {
        SessionQuery query = SessionQuery.ofTenant(tenant).withLimit(1 + random.nextInt(4));
        return random.nextBoolean() ? query.withOwner(any(OWNERS)) : query;
    }

    private Step pass() {
        Duration time = switch (random.nextInt(6)) {
            case 0 -> Duration.ofNanos(700);
            case 1 -> Duration.ofMillis(-1);
            case 2 -> Duration.ofMinutes(5);
            default -> Duration.ofSeconds(random.nextInt(3));
        };
        // A store remembers removals for an hour. After that, versions may start again at any time.
        if (passed.plus(time).compareTo(MAX_PASSED) > 0) {
            time = Duration.ZERO;
        }
        passed = passed.plus(time);
        return new Step.PassTime(time);
    }

    private Append append(ConversationId id) {
        List<NewMessage> messages = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int count = 1 + random.nextInt(4);
        // Most batches have an id on every message or on none, so that whole batches are resent.
        boolean named = random.nextBoolean();
        int first = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            NewMessage message = message(first + i, named);
            messages.add(message.id() == null || ids.add(message.id()) ? message : message.withId(null));
        }
        Append append = Append.of(id, messages);
        append = random.nextInt(3) == 0 ? append.withProfile(profile()) : append;
        return random.nextInt(3) > 0 ? append : append.expecting(version(id));
    }

    private NewMessage message(int number, boolean named) {
        if (named && random.nextInt(20) > 0) {
            return NewMessage.user("text " + number).withId("m" + number).withTokens(number);
        }
        NewMessage message = NewMessage.of(any(List.of(Role.values())), text())
                .withId(random.nextInt(4) == 0 ? "m" + number : null)
                .withAuthor(random.nextBoolean() ? any(OWNERS) : null)
                .withMetadata(metadata())
                .withTokens(random.nextInt(10));
        if (random.nextInt(5) == 0) {
            message = message.withAttachments(new Attachment("ref", "image/png", random.nextInt(9), null));
        }
        if (random.nextInt(4) == 0) {
            message = message.withSaid(Instant.EPOCH.plusSeconds(random.nextInt(1_000)));
        }
        return random.nextInt(4) == 0 ? message.withParent(random.nextInt(12)) : message;
    }

    private String text() {
        return random.nextInt(25) == 0
                ? "x".repeat(MESSAGE_BYTES - 1 + random.nextInt(3))
                : any(NAMES) + random.nextInt(1_000);
    }

    private Map<String, @Nullable Object> metadata() {
        return random.nextBoolean() ? Map.of() : Map.of("n", random.nextInt(5), any(NAMES), List.of(any(NAMES), 1.5));
    }

    private MessageEdit edit() {
        MessageEdit edit = MessageEdit.of(random.nextInt(3) == 0 ? "text" : text());
        edit = random.nextBoolean() ? edit : edit.withMetadata(metadata());
        edit = random.nextInt(3) == 0 ? edit.withTokens(random.nextInt(10)) : edit;
        return random.nextInt(4) == 0 ? edit.expecting(1 + random.nextInt(3)) : edit;
    }

    private Profile profile() {
        return Profile.EMPTY
                .withOwner(random.nextBoolean() ? any(OWNERS) : null)
                .withTitle(random.nextBoolean() ? any(NAMES) : null)
                .withSystemPrompt(random.nextBoolean() ? text() : null)
                .withMetadata(metadata());
    }

    private ConversationPatch patch(ConversationId id) {
        ConversationPatch patch = ConversationPatch.of(id);
        patch = random.nextBoolean() ? patch.withArchived(random.nextBoolean()) : patch;
        patch = random.nextBoolean() ? patch.withOwner(random.nextBoolean() ? any(OWNERS) : "") : patch;
        patch = random.nextInt(4) == 0 ? patch.withTitle(random.nextBoolean() ? any(NAMES) : "") : patch;
        patch = random.nextInt(4) == 0 ? patch.withSystemPrompt(random.nextBoolean() ? text() : "") : patch;
        patch = random.nextInt(4) == 0 ? patch.withMetadata(metadata()) : patch;
        return random.nextInt(3) > 0 ? patch : patch.expecting(version(id));
    }

    private ConversationQuery query(String tenant) {
        ConversationQuery query = ConversationQuery.ofTenant(tenant);
        return (random.nextBoolean() ? query.withOwner(any(OWNERS)) : query)
                .withArchived(any(List.of(ConversationQuery.Archived.values())))
                .withLimit(1 + random.nextInt(3));
    }

    private Slice slice(ConversationId id) {
        long sequence = Math.max(0, sequence(id));
        int limit = 1 + random.nextInt(6);
        return switch (random.nextInt(6)) {
            case 0 -> Slice.newest(limit);
            case 1 -> Slice.after(sequence, limit);
            case 2 -> Slice.before(sequence, limit);
            case 3 -> Slice.pathToNewest(limit);
            case 4 -> Slice.repliesTo(sequence, random.nextInt(4), limit);
            default -> Slice.pathTo(Math.max(1, sequence), limit);
        };
    }

    /** Returns the version of the conversation, or one near it. */
    private long version(ConversationId id) {
        long version =
                model.chats().find(model.scoped(id)).map(Conversation::version).orElse(0L);
        return Math.max(0, version - (random.nextBoolean() ? 0 : random.nextInt(6) - 1));
    }

    /** Returns a sequence of the conversation, or one next to its range. */
    private long sequence(ConversationId id) {
        long last = model.chats()
                .find(model.scoped(id))
                .map(Conversation::lastSequence)
                .orElse(0L);
        return random.nextLong(last + 3) - (random.nextInt(20) == 0 ? 1 : 0);
    }

    private <T> T any(List<T> some) {
        return Objects.requireNonNull(some.get(random.nextInt(some.size())));
    }
}
