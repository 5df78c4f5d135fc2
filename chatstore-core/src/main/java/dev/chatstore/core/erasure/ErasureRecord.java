package dev.chatstore.core.erasure;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure has done, written into the same store: a conversation of a tenant of the library's own, under a random id. Each
 * batch is announced before it is removed, so that a run that continues another one knows what may be gone besides. It has none of
 * the person's ids. For one thread.
 */
final class ErasureRecord {
    static final String TENANT = "chatstore.erasures";

    private static final String REMOVING = "removing";
    private static final String REMOVED = "removed";
    private static final String REMEMBERED = "rememberedUntil";
    private static final String CERTIFICATE = "certificate";
    private static final int PAGE = 100;

    private final ChatStore chats;
    private final ConversationId id;
    private final Profile profile;
    private ErasedAmounts removed = ErasedAmounts.NONE;
    private ErasedAmounts interrupted = ErasedAmounts.NONE;
    private ErasedAmounts pending = ErasedAmounts.NONE;
    private @Nullable Instant rememberedUntil;
    private @Nullable Instant begun;

    private ErasureRecord(ChatStore chats, ConversationId id, Profile profile) {
        this.chats = chats;
        this.id = id;
        this.profile = profile;
    }

    /**
     * Begins the record of a run, or reads what an earlier one with its id has done.
     *
     * @param about what the run is, which must be the same for one that is continued
     * @throws InvalidInputException if the run is that of another person
     */
    static ErasureRecord of(ChatStore chats, String run, Map<String, @Nullable Object> about) {
        ConversationId id = ConversationId.of(TENANT, run);
        ErasureRecord record =
                new ErasureRecord(chats, id, Profile.EMPTY.withTitle("Erasure").withMetadata(about));
        Conversation head = chats.open(id, record.profile);
        Map<String, @Nullable Object> earlier = head.profile().metadata();
        for (String field : List.of("tenant", "person")) {
            if (!Objects.equals(earlier.get(field), about.get(field))) {
                throw new InvalidInputException("run", "is the erasure of another person", run.length());
            }
        }
        record.begun = head.created();
        record.read();
        return record;
    }

    /** Returns the newest runs, the newest first. */
    static List<ErasureRun> runs(ChatStore chats) {
        ConversationQuery query = ConversationQuery.ofTenant(TENANT)
                .withOrder(ConversationQuery.Order.CREATED)
                .withLimit(ConversationQuery.MAX_LIMIT);
        return chats.latest().list(query).items().stream()
                .map(head -> run(chats, head))
                .toList();
    }

    private static ErasureRun run(ChatStore chats, Conversation head) {
        Profile about = head.profile();
        String certificate = chats.latest().recent(head.id(), 1).stream()
                .map(message -> certificate(Json.readObjectOrNull(message.text())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        return new ErasureRun(
                head.id().value(),
                about.metadata("tenant", String.class).orElse(""),
                about.metadata("by", String.class).orElse(""),
                about.metadata("reference", String.class).orElse(null),
                head.created(),
                certificate);
    }

    private static Optional<String> certificate(@Nullable Map<String, @Nullable Object> entry) {
        return entry != null && entry.get(CERTIFICATE) instanceof Map<?, ?> map
                ? Optional.ofNullable(Json.write(plain(map)))
                : Optional.empty();
    }

    private static Map<String, @Nullable Object> plain(Map<?, ?> map) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put((String) key, value));
        return plain;
    }

    private void read() {
        for (List<Message> page = page(0);
                !page.isEmpty();
                page = page(page.get(page.size() - 1).sequence())) {
            for (Message message : page) {
                Optional.ofNullable(Json.readObjectOrNull(message.text())).ifPresent(this::read);
            }
        }
        interrupted = interrupted.plus(pending);
        pending = ErasedAmounts.NONE;
    }

    private List<Message> page(long after) {
        return chats.latest().history(id, Slice.after(after, PAGE));
    }

    private void read(Map<String, @Nullable Object> entry) {
        if (entry.containsKey(REMOVING)) {
            interrupted = interrupted.plus(pending);
            pending = ErasedAmounts.of(entry.get(REMOVING));
        } else if (entry.containsKey(REMOVED)) {
            pending = ErasedAmounts.NONE;
            removed = removed.plus(ErasedAmounts.of(entry.get(REMOVED)));
        }
        if (entry.get(REMEMBERED) instanceof String until) {
            rememberedUntil = Instant.parse(until);
        }
    }

    /** Returns when the erasure began first. */
    Instant begun() {
        return Objects.requireNonNull(begun);
    }

    ErasedAmounts removed() {
        return removed;
    }

    ErasedAmounts interrupted() {
        return interrupted;
    }

    /** Returns until when the store remembers keys of what was deleted, or null. */
    @Nullable Instant rememberedUntil() {
        return rememberedUntil;
    }

    /**
     * Announces a batch.
     *
     * @param until until when the store remembers the keys of the batch, at least
     */
    void removing(ErasedAmounts amounts, Instant until) {
        rememberedUntil = until;
        write(Map.of(REMOVING, amounts.toMap(), REMEMBERED, until.toString()));
    }

    /** Notes that a batch was removed. */
    void removed(ErasedAmounts amounts, Instant until) {
        rememberedUntil = until;
        removed = removed.plus(amounts);
        write(Map.of(REMOVED, amounts.toMap(), REMEMBERED, until.toString()));
    }

    /** Notes the end of the run. */
    void ended(ErasureCertificate certificate) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(CERTIFICATE, Json.readObject(certificate.toJson()));
        write(entry);
    }

    private void write(Map<String, @Nullable Object> entry) {
        chats.append(Append.of(id, NewMessage.system(String.valueOf(Json.write(entry))))
                .withProfile(profile));
    }
}
