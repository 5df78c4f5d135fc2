package dev.chatstore.api;

import java.util.List;
import java.util.Optional;

/**
 * A store that forwards every call to another one: the base of decorators. Override the methods whose behaviour changes.
 *
 * <p>The convenience methods of {@link ChatStore} ({@code append}, {@code recent}, {@code recentPath}, {@code replies})
 * are not forwarded themselves: they call {@link #appendAll} and {@link #history(ConversationId, Slice)} of this store, so
 * that overriding those two is enough.
 */
public abstract class ForwardingChatStore implements ChatStore {
    private final ChatStore delegate;

    /** Creates a store that forwards to another one. */
    protected ForwardingChatStore(ChatStore delegate) {
        this.delegate = Checks.required("delegate", delegate);
    }

    /** Returns the store that calls are forwarded to. */
    protected final ChatStore delegate() {
        return delegate;
    }

    /**
     * Returns a store that decorates another store as this one decorates its delegate. {@link #latest()} calls it, so that
     * the view which passes the caches over is decorated too.
     */
    protected abstract ChatStore decorate(ChatStore other);

    @Override
    @SuppressWarnings("ReferenceEquality") // a store without caches is its own latest view
    public ChatStore latest() {
        ChatStore latest = delegate.latest();
        return latest == delegate ? this : decorate(latest);
    }

    @Override
    public Conversation open(ConversationId id, Profile profile) {
        return delegate.open(id, profile);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return delegate.find(id);
    }

    @Override
    public Page<Conversation> list(ConversationQuery query) {
        return delegate.list(query);
    }

    @Override
    public long count(ConversationQuery query) {
        return delegate.count(query);
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return delegate.patch(patch);
    }

    @Override
    public boolean delete(ConversationId id) {
        return delegate.delete(id);
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return delegate.delete(id, expectedVersion);
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        return delegate.appendAll(appends);
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return delegate.history(id, slice);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return delegate.find(id, sequence);
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return delegate.find(id, messageId);
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return delegate.edit(id, sequence, edit);
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return delegate.edit(id, messageId, edit);
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return delegate.redact(id, sequence);
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return delegate.redact(id, messageId);
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        return delegate.revisions(id, sequence);
    }
}
