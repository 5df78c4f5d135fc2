package dev.chatstore.core.tier;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.core.cache.WindowCaches;
import dev.chatstore.core.window.CachedWindow;
import dev.chatstore.core.window.WindowQueries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the stores with caches have in common, whatever the age of their reads: writes, and reads that are never cached.
 *
 * <p>The durable store alone decides about a write, and reports what it commits to the caches of this process by
 * itself. A write here returns once the shared cache and the other processes were notified too, and drops what may have
 * changed where the outcome is unknown.
 */
abstract class TieredWrites implements ChatStore {
    private final ChatStore durable;
    private final WindowCaches caches;

    TieredWrites(ChatStore durable, WindowCaches caches) {
        this.durable = durable;
        this.caches = caches;
    }

    @Override
    public final Page<Conversation> list(ConversationQuery query) {
        Page<Conversation> page = durable.list(query);
        page.items().forEach(this::seen);
        return page;
    }

    @Override
    public final long count(ConversationQuery query) {
        return durable.count(query);
    }

    @Override
    public final List<Message> revisions(ConversationId id, long sequence) {
        return caches.uncached(id, durable.revisions(id, sequence));
    }

    @Override
    public final Conversation open(ConversationId id, Profile profile) {
        return write(id, () -> durable.open(id, profile), this::seen);
    }

    @Override
    public final Optional<Conversation> patch(ConversationPatch patch) {
        return write(
                patch.conversation(),
                () -> durable.patch(patch),
                patched -> patched.filter(head -> !isOwn(head))
                        .ifPresentOrElse(this::seen, () -> missing(patch.conversation(), patched)));
    }

    @Override
    public final boolean delete(ConversationId id) {
        return write(id, () -> durable.delete(id), existed -> deleted(id, existed));
    }

    @Override
    public final boolean delete(ConversationId id, long expectedVersion) {
        return write(id, () -> durable.delete(id, expectedVersion), existed -> deleted(id, existed));
    }

    private void missing(ConversationId id, Optional<Conversation> patched) {
        if (patched.isEmpty()) {
            caches.shown(id, 0);
        }
    }

    /** A conversation that did not exist may have been deleted by another process, which the caches do not know yet. */
    private void deleted(ConversationId id, boolean existed) {
        if (!existed) {
            caches.forget(id);
        }
    }

    @Override
    public final Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return write(id, () -> durable.edit(id, sequence, edit), message -> revised(id, message));
    }

    @Override
    public final Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return write(id, () -> durable.edit(id, messageId, edit), message -> revised(id, message));
    }

    @Override
    public final Optional<Message> redact(ConversationId id, long sequence) {
        return write(id, () -> durable.redact(id, sequence), message -> revised(id, message));
    }

    @Override
    public final Optional<Message> redact(ConversationId id, String messageId) {
        return write(id, () -> durable.redact(id, messageId), message -> revised(id, message));
    }

    /** Removes old messages by the remover of the durable store. */
    final int trim(OldMessages remover, ConversationId id, @Nullable Instant created, long first, int limit) {
        return write(id, () -> remover.trim(id, created, first, limit), removed -> trimmed(id));
    }

    /** Another process may have removed them before, without the caches knowing it yet. */
    private void trimmed(ConversationId id) {
        if (!caches.hasCommitted(id, change -> change instanceof Change.Described)) {
            caches.forget(id);
        }
    }

    /** Another process may have made the revision before, without the caches knowing it yet. */
    private void revised(ConversationId id, Optional<Message> revised) {
        if (revised.isEmpty() || !(isOwn(id, revised.get()) || isCached(id, revised.get()))) {
            caches.forget(id);
        }
    }

    /** Returns whether this process made that version, so that both caches have it or drop what they have. */
    private boolean isOwn(Conversation head) {
        return caches.hasCommitted(head.id(), change -> change.version() == head.version());
    }

    private boolean isOwn(ConversationId id, Message revised) {
        return caches.hasCommitted(
                id,
                change -> change instanceof Change.Revised own
                        && own.message().sequence() == revised.sequence()
                        && own.message().revision() == revised.revision());
    }

    @SuppressWarnings("NullableOptional") // null: the window cannot decide
    private boolean isCached(ConversationId id, Message revised) {
        CachedWindow window = caches.process().get(id);
        Optional<Message> cached = window == null ? null : WindowQueries.find(window, revised.sequence());
        return cached != null
                && cached.filter(message -> message.revision() >= revised.revision())
                        .isPresent();
    }

    /**
     * Returns the result of a call to the durable store, once the other processes are notified.
     *
     * @param settle adapts the caches to the result
     */
    private <T> T write(ConversationId id, Supplier<T> call, Consumer<T> settle) {
        long start = caches.beginWrite(id);
        try {
            T result = call.get();
            caches.afterCommit(id, () -> settle.accept(result));
            return result;
        } catch (ChatStoreException e) {
            caches.afterCommit(id, () -> refused(id, e));
            throw e;
        } catch (RuntimeException | Error e) {
            // An error of the program: the outcome is unknown.
            caches.afterCommit(id, () -> caches.invalidate(id));
            throw e;
        } finally {
            caches.afterCommit(id, () -> caches.endWrite(id, start));
            caches.afterCommit(id, caches::flush);
        }
    }

    @Override
    public final List<AppendOutcome> appendAll(List<Append> appends) {
        long[] starts = appends.stream()
                .mapToLong(append -> caches.beginWrite(append.conversation()))
                .toArray();
        try {
            List<AppendOutcome> outcomes = durable.appendAll(appends);
            for (AppendOutcome outcome : outcomes) {
                caches.afterCommit(outcome.conversation(), () -> settle(outcome));
            }
            return outcomes;
        } catch (ChatStoreException e) {
            forEach(appends, id -> refused(id, e));
            throw e;
        } catch (RuntimeException | Error e) {
            forEach(appends, caches::invalidate);
            throw e;
        } finally {
            for (int i = 0; i < starts.length; i++) {
                long start = starts[i];
                ConversationId id = appends.get(i).conversation();
                caches.afterCommit(id, () -> caches.endWrite(id, start));
            }
            if (!appends.isEmpty()) {
                caches.afterCommit(appends.get(0).conversation(), caches::flush);
            }
        }
    }

    private void forEach(List<Append> appends, Consumer<ConversationId> step) {
        appends.forEach(append -> caches.afterCommit(append.conversation(), () -> step.accept(append.conversation())));
    }

    private void settle(AppendOutcome outcome) {
        if (outcome instanceof AppendRefusal refusal) {
            refused(refusal.conversation(), refusal.reason());
        } else if (outcome instanceof AppendReceipt receipt && receipt.duplicate()) {
            // Another process may have stored it, without the caches knowing it yet.
            caches.shown(receipt.conversation(), receipt.version());
        }
    }

    private void refused(ConversationId id, ChatStoreException reason) {
        if (reason instanceof UnavailableException unavailable) {
            // A write that was certainly not made leaves the cached window as it is.
            if (unavailable.outcomeUnknown()) {
                caches.invalidate(id);
            }
        } else if (reason instanceof ConflictException conflict && conflict.sequence() == 0) {
            // The caller has seen that version, and next reads the messages that it missed.
            caches.shown(id, conflict.currentVersion());
        } else {
            // The reason may be a change of another process, which the caller reads next.
            caches.forget(id);
        }
    }

    /** Records that a head is about to be shown which the durable store has just returned, and returns it. */
    final Conversation seen(Conversation head) {
        caches.shown(head.id(), head.version());
        return head;
    }
}
