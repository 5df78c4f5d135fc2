package dev.chatstore.core.cache;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.core.backend.OutageLog;
import dev.chatstore.core.window.CachedWindow;
import dev.chatstore.core.window.CaffeineWindows;
import dev.chatstore.core.window.LastChangeTimes;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two caches of conversation windows, the process's own and the shared one, and what keeps them in step with the
 * writes and loads of this process. Safe for use by several threads.
 *
 * <p>A process never shows an older version than it has shown before. Where it does not keep a window of a version that
 * it shows, it records the version ({@link ShownVersions}), and drops an older window that it keeps or is loading. Where
 * it does not know the version, it records the time ({@link LastChangeTimes}).
 */
public final class WindowCaches {
    private final CaffeineWindows process;
    private final SharedTier shared;
    private final LastChangeTimes<ConversationId> lastChanges;
    private final ShownVersions<ConversationId> shownVersions;

    private final SingleLoads loads = new SingleLoads();
    private final OpenWrites writes;
    private final OutageLog outage;
    private final LongSupplier nanos;

    /**
     * Creates the caches.
     *
     * @param nanos the time by which windows age, in nanoseconds; it never goes back
     */
    public WindowCaches(CaffeineWindows.Bounds bounds, SharedTier shared, LongSupplier nanos) {
        this.shared = shared;
        this.nanos = nanos;
        lastChanges = new LastChangeTimes<>(nanos);
        shownVersions = new ShownVersions<>(lastChanges);
        process = new CaffeineWindows(bounds, nanos, lastChanges);
        writes = new OpenWrites(nanos);
        outage = OutageLog.of("the update of the caches", 1, System::nanoTime);
    }

    /** Returns the cache of this process; it has room for nothing if the process caches no conversations. */
    public CaffeineWindows process() {
        return process;
    }

    /** Returns the cache that processes share. */
    public SharedWindows shared() {
        return shared.windows();
    }

    /** Returns the current time by which windows age, in nanoseconds. */
    public long now() {
        return nanos.getAsLong();
    }

    /** Returns or throws what the loader of a conversation does; if another thread is running one, its result. */
    public @Nullable CachedWindow load(ConversationId id, Supplier<@Nullable CachedWindow> loader) {
        return loads.load(id, loader);
    }

    /** Returns whether the shared cache has received everything that this process committed of a conversation. */
    public boolean isSent(ConversationId id) {
        return shared.unsent().isEmpty(id);
    }

    /** Returns whether a window that was current at a time contains everything that this process has shown. */
    public boolean includesShown(ConversationWindow window, long time) {
        CachedWindow cached = process.get(window.id());
        return (cached == null || !cached.isNewerThan(window))
                && shownVersions.includes(window.id(), window.version(), time);
    }

    /** Records the start of a write of a conversation, and returns its time. */
    public long beginWrite(ConversationId id) {
        return writes.begin(id);
    }

    /** Records the end of a write that started at a time. */
    public void endWrite(ConversationId id, long start) {
        writes.end(id, start);
    }

    /** Returns whether this process committed a change during the running writes of a conversation that meets a condition. */
    public boolean hasCommitted(ConversationId id, Predicate<Change> condition) {
        return writes.hasCommitted(id, condition);
    }

    /**
     * Applies a change that this process committed; the shared cache receives it with the next {@link #flush}. Throws
     * nothing.
     */
    public void applyOwn(Change change) {
        afterCommit(change.conversation(), () -> {
            long madeAt = writes.oldest(change.conversation());
            writes.commit(change);
            apply(change, () -> process.applyOwn(change, madeAt));
            shown(change.conversation(), change.version());
            shared.unsent().add(change, madeAt);
        });
    }

    /**
     * Runs a step that follows a commit, whose writer must learn of nothing else. If the step fails for whatever reason,
     * such as a lack of memory, the conversation is dropped from the caches; if even that fails, they are not used before
     * the durable store has confirmed them. Throws nothing.
     */
    public void afterCommit(ConversationId id, Runnable step) {
        try {
            step.run();
            outage.succeeded();
        } catch (Throwable e) {
            drop(id);
            // Its message may quote what a user wrote.
            outage.failed(e.getClass().getName());
        }
    }

    private void drop(ConversationId id) {
        try {
            invalidate(id);
        } catch (Throwable e) {
            process.distrust();
            shared.windows().distrust();
        }
    }

    /** Applies a change that another process committed. */
    public void applyForeign(Change change) {
        apply(change, () -> process.applyForeign(change));
        // A listener that hears of it and reads must not find an older state in the shared cache.
        shown(change.conversation(), change.version());
    }

    /**
     * Lets no thread that has seen the change join a load which may have read the state before it: neither one from
     * before this step nor, once this returns, one that began meanwhile.
     */
    private void apply(Change change, Runnable step) {
        loads.detach(change.conversation());
        step.run();
        loads.detach(change.conversation());
    }

    /** Drops a conversation that may have changed: here at once, in the shared cache with the next {@link #flush}. */
    public void invalidate(ConversationId id) {
        forget(id);
        shared.unsent().addInvalidation(id);
    }

    /** Returns once the shared cache has received all changes and invalidations, or could not be reached. */
    public void flush() {
        shared.unsent().flush();
    }

    /** Drops a conversation in this process, and believes no older window of it. */
    public void forget(ConversationId id) {
        lastChanges.record(id);
        process.drop(List.of(id));
        loads.detach(id);
    }

    /**
     * Records that a version of a conversation is about to be shown, or that this process has committed it. An older one
     * that the process keeps or is loading is not shown afterwards.
     *
     * @param version the version, or 0 if it is shown that the conversation does not exist
     */
    public void shown(ConversationId id, long version) {
        if (!process.hasAtLeast(id, version)) {
            if (version == 0) {
                lastChanges.record(id);
            } else {
                shownVersions.shown(id, version);
            }
            process.drop(List.of(id));
        }
        loads.detach(id);
    }

    /**
     * Records that a window is about to be shown that the durable store has just returned.
     *
     * @param start the time before the durable store was called
     * @param kept whether a cache keeps it: that of this process or, if that is disabled, the shared one
     */
    public void loaded(ConversationWindow window, long start, boolean kept) {
        shownVersions.replace(window.id(), window.version(), start);
        if (window.version() == 0 && !kept) {
            lastChanges.record(window.id(), start - 1);
            process.drop(List.of(window.id()));
            loads.detach(window.id());
        } else if (window.version() > 0) {
            shown(window.id(), window.version());
            if (!kept) {
                shown(window.id(), window.messages());
            }
        }
    }

    /** Records that a slice is about to be shown which was read past the caches, and returns it. */
    public List<Message> uncached(ConversationId id, Slice slice, List<Message> messages) {
        CachedWindow window = process.get(id);
        if (window != null && window.isCutBy(slice, messages)) {
            forget(id);
        }
        return uncached(id, messages);
    }

    /** Records that messages are about to be shown which were read past the caches, and returns them. */
    public List<Message> uncached(ConversationId id, List<Message> messages) {
        shown(id, messages);
        return messages;
    }

    /** Records that a message is about to be shown which was read past the caches, and returns it. */
    public Optional<Message> uncached(ConversationId id, Optional<Message> message) {
        shown(id, message.stream().toList());
        return message;
    }

    private void shown(ConversationId id, List<Message> messages) {
        if (messages.isEmpty()) {
            // They may be missing because the conversation does not exist.
            shown(id, 0);
        } else if (process.covers(id, messages)) {
            loads.detach(id);
        } else if (messages.stream().anyMatch(message -> message.revision() > 0)) {
            // The version of an edit is not known.
            forget(id);
        } else {
            shown(id, messages.get(messages.size() - 1).version());
        }
    }
}
