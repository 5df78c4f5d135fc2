package dev.chatstore;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.archive.Segments;
import dev.chatstore.core.archive.SegmentsHolder;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.backend.OpenGate;
import dev.chatstore.core.backend.SnapshotReading;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that the storage is open, and that arguments are given and within the limits, before a backend sees them. */
final class LimitedChatStore extends ForwardingChatStore
        implements ConversationLoader, StoreAccess, AuditLog.Holder, Pseudonyms.Holder, SegmentsHolder {
    private final Backend backend;
    private final @Nullable Segments segments;
    private final String kind;
    private final Limits limits;
    private final OpenGate gate;
    private final ChatStore latest;

    /**
     * Creates a store over that of a backend.
     *
     * @param segments moves messages into the archive and back, or null if there is none
     * @param kind the scheme of the backend's URL
     */
    // Six parameters: what the store reads, and what it checks.
    LimitedChatStore(
            ChatStore store, Backend backend, @Nullable Segments segments, String kind, Limits limits, OpenGate gate) {
        super(store);
        this.backend = backend;
        this.segments = segments;
        this.kind = kind;
        this.limits = limits;
        this.gate = gate;
        latest = super.latest();
    }

    @Override
    public ChatStore latest() {
        return latest;
    }

    @Override
    protected ChatStore decorate(ChatStore other) {
        return new LimitedChatStore(other, backend, segments, kind, limits, gate);
    }

    /** Returns the store behind, for a call about one conversation. */
    private ChatStore open(ConversationId id) {
        gate.checkOpen();
        Arguments.required("id", id);
        return delegate();
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        ChatStore store = open(id);
        limits.checkProfile(id, "profile", Arguments.required("profile", profile));
        return store.open(id, profile);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return open(id).find(id);
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        gate.checkOpen();
        return delegate().list(Arguments.required("query", query));
    }

    @Override
    public long count(ConversationQuery query) {
        gate.checkOpen();
        return delegate().count(Arguments.required("query", query));
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        gate.checkOpen();
        ConversationId id = Arguments.required("patch", patch).conversation();
        ChatStore store = open(id);
        limits.checkText(id, "patch.systemPrompt", patch.systemPrompt());
        limits.checkMetadata(id, "patch.metadata", patch.metadata());
        return store.patch(patch);
    }

    @Override
    public boolean delete(ConversationId id) {
        return open(id).delete(id);
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        ChatStore store = open(id);
        Arguments.positive("expectedVersion", expectedVersion);
        return store.delete(id, expectedVersion);
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        gate.checkOpen();
        Arguments.required("appends", appends);
        if (appends.size() == 1) {
            AppendRefusal refusal = refusal(appends.get(0));
            return refusal == null ? delegate().appendAll(appends) : List.of(refusal);
        }
        List<Append> accepted = new ArrayList<>(appends.size());
        List<@Nullable AppendRefusal> refusals = new ArrayList<>(appends.size());
        for (int i = 0; i < appends.size(); i++) {
            AppendRefusal refusal = refusal(appends.get(i));
            refusals.add(refusal);
            if (refusal == null) {
                accepted.add(appends.get(i));
            }
        }
        return merged(refusals, accepted.isEmpty() ? List.of() : delegate().appendAll(accepted));
    }

    private static List<AppendOutcome> merged(List<@Nullable AppendRefusal> refusals, List<AppendOutcome> made) {
        List<AppendOutcome> outcomes = new ArrayList<>(refusals.size());
        int next = 0;
        for (AppendRefusal refusal : refusals) {
            outcomes.add(refusal == null ? made.get(next++) : refusal);
        }
        return outcomes;
    }

    private @Nullable AppendRefusal refusal(@Nullable Append given) {
        Append append = Arguments.required("append", given);
        ConversationId id = append.conversation();
        try {
            limits.checkProfile(id, "append.profile", append.profile());
            for (int i = 0; i < append.messages().size(); i++) {
                limits.checkMessage(id, i, append.messages().get(i));
            }
            return null;
        } catch (ChatStoreException e) {
            return new AppendRefusal(id, e);
        }
    }

    @Override
    public Instant now() {
        return backend.loader().now();
    }

    @Override
    public void checkProfile(ConversationId id, Profile profile) {
        limits.checkProfile(id, "profile", profile);
    }

    @Override
    public void checkMessage(ConversationId id, NewMessage message) {
        limits.checkMessage(id, 0, message);
    }

    @Override
    public long maxMessageBytes() {
        return limits.maxMessageBytes();
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
        gate.checkOpen();
        Arguments.required("conversations", conversations);
        return backend.loader().load(conversations.stream().map(this::limited).toList());
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
        gate.checkOpen();
        Arguments.positive("expectedVersion", expectedVersion);
        if (auditLog().owns(Arguments.required("conversation", conversation).id())) {
            throw new InvalidInputException("conversation", "is an audit trail, which this storage goes on with", 0);
        }
        return backend.loader().replace(limited(conversation), expectedVersion);
    }

    @Override
    public void check(ConversationSnapshot conversation) {
        new SnapshotReading(limited(conversation)).forEachRemaining(message -> {});
    }

    private ConversationSnapshot limited(ConversationSnapshot given) {
        ConversationSnapshot snapshot = Arguments.required("conversation", given);
        ConversationId id = snapshot.id();
        limits.checkProfile(id, "profile", snapshot.head().profile());
        return new ConversationSnapshot(
                snapshot.head(),
                () -> new LimitedMessages(id, limits, snapshot.messages().iterator()),
                snapshot.forgotten());
    }

    @Override
    public Optional<Segments> segments() {
        return Optional.ofNullable(segments);
    }

    @Override
    public AuditLog auditLog() {
        return AuditLog.of(delegate());
    }

    @Override
    public Pseudonyms pseudonyms() {
        return Pseudonyms.in(delegate());
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public StoreSnapshot snapshot(StoreScope scope) {
        gate.checkOpen();
        return backend.snapshot(Arguments.required("scope", scope));
    }

    @Override
    public void copyTo(Path target) {
        gate.checkOpen();
        backend.copyTo(Arguments.required("target", target));
    }

    @Override
    public MessageErasure messageErasure() {
        gate.checkOpen();
        MessageErasure erasure = backend.messageErasure();
        return (id, sequence, withId) -> {
            gate.checkOpen();
            return erasure.erase(Arguments.required("id", id), sequence, withId);
        };
    }

    @Override
    public boolean sanitize() {
        gate.checkOpen();
        return backend.sanitize();
    }

    @Override
    public int purge(int limit) {
        gate.checkOpen();
        return backend.purge(limit);
    }

    @Override
    public String identity() {
        gate.checkOpen();
        return backend.identity();
    }

    @Override
    public Optional<String> findIdentity() {
        gate.checkOpen();
        return backend.findIdentity();
    }

    @Override
    public ConversationLoader loader() {
        return this;
    }

    @Override
    public OldMessages oldMessages() {
        gate.checkOpen();
        OldMessages durable = backend.oldMessages();
        return (id, created, first, limit) -> {
            gate.checkOpen();
            Arguments.required("id", id);
            Arguments.between("limit", limit, OldMessages.MESSAGES_PER_CALL);
            return durable.trim(id, created, first, limit);
        };
    }

    @Override
    public Set<SessionId> loadSessions(List<StoredSession> sessions) {
        gate.checkOpen();
        Arguments.required("sessions", sessions).forEach(this::check);
        return backend.sessions().load(sessions);
    }

    @Override
    public boolean replaceSession(StoredSession read, StoredSession replacement) {
        gate.checkOpen();
        Arguments.required("read", read);
        check(replacement);
        return backend.sessions().replace(read, replacement);
    }

    @Override
    public boolean deleteConversation(ConversationId id) {
        gate.checkOpen();
        return backend.chats().delete(Arguments.required("id", id));
    }

    @Override
    public boolean deleteSession(SessionId id) {
        gate.checkOpen();
        return backend.sessions().delete(Arguments.required("id", id));
    }

    @Override
    public void check(StoredSession session) {
        LoadedSessionChecks.check(limits, Arguments.required("session", session));
    }

    @Override
    public SessionBackend sessions() {
        gate.checkOpen();
        return backend.sessions();
    }

    @Override
    public Instant sessionTime() {
        gate.checkOpen();
        return backend.sessions().now();
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return open(id).history(id, Arguments.required("slice", slice));
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return open(id).find(id, sequence);
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        ChatStore store = open(id);
        NewMessage.checkId(messageId);
        return store.find(id, messageId);
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return open(id, edit).edit(id, sequence, edit);
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        ChatStore store = open(id, edit);
        NewMessage.checkId(messageId);
        return store.edit(id, messageId, edit);
    }

    private ChatStore open(ConversationId id, MessageEdit edit) {
        ChatStore store = open(id);
        limits.checkText(id, "edit.text", Arguments.required("edit", edit).text());
        limits.checkMetadata(id, "edit.metadata", edit.metadata());
        return store;
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return open(id).redact(id, sequence);
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        ChatStore store = open(id);
        NewMessage.checkId(messageId);
        return store.redact(id, messageId);
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return open(id).revisions(id, sequence);
    }
}
