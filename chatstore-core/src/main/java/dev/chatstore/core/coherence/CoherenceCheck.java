package dev.chatstore.core.coherence;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationCache.Found;
import dev.chatstore.core.cache.SharedWindows;
import dev.chatstore.core.cache.WindowCaches;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import dev.chatstore.core.window.CachedWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the cached windows of some conversations with the durable store, and drops those that differ. Safe for use
 * by several threads.
 *
 * <p>An entry is read before the durable store, so that it can only be older. The durable store's head is read before
 * and after its messages: if its version is the same both times, the messages are those of that version.
 */
public final class CoherenceCheck {
    private static final int TRIES = 3;

    private final ChatStore durable;
    private final WindowCaches caches;
    private final long bound;

    /**
     * Creates the check.
     *
     * @param bound maximum age of a cached read
     */
    public CoherenceCheck(ChatStore durable, WindowCaches caches, Duration bound) {
        this.durable = durable;
        this.caches = caches;
        this.bound = bound.toNanos();
    }

    /** Checks the conversations of one page. */
    public CoherenceReport check(ConversationQuery page) {
        return check(durable.list(page).items().stream().map(Conversation::id).toList());
    }

    /** Checks some conversations. */
    public CoherenceReport check(Collection<ConversationId> ids) {
        Sample sample = new Sample();
        ids.forEach(sample::check);
        return new CoherenceReport(
                ids.size(), sample.entries, sample.unsettled, sample.sharedReached, sample.divergences);
    }

    /** The state of the durable store at one version. */
    private record DurableState(@Nullable Conversation head, List<Message> messages) {
        long version() {
            return head == null ? 0 : head.version();
        }
    }

    /** The counts and findings of one check. */
    private final class Sample {
        private final List<Divergence> divergences = new ArrayList<>();
        private int entries;
        private int unsettled;
        private boolean sharedReached = true;

        @SuppressWarnings("ReferenceEquality") // UNKNOWN differs from an equal result of a cache that was reached
        void check(ConversationId id) {
            CachedWindow own = caches.process().get(id);
            if (own != null) {
                compare(id, Divergence.Place.PROCESS, own, caches.process().isTrusted(own));
            }
            Found found = caches.shared().findNow(id);
            long now = caches.now();
            sharedReached &= found != SharedWindows.UNKNOWN || !caches.shared().exists();
            if (found.window() != null) {
                long knownAt = now - found.age().toNanos();
                CachedWindow shared = CachedWindow.of(
                        found.window(), found.window().messages().size(), knownAt);
                compare(id, Divergence.Place.SHARED, shared, true);
            } else if (found.ticket() != ConversationCache.NO_TICKET) {
                // Other processes would wait for the holder of the ticket, which does not fill.
                caches.shared().drop(List.of(id));
            }
        }

        private void compare(ConversationId id, Divergence.Place place, CachedWindow window, boolean isTrusted) {
            entries++;
            long age = caches.process().age(window);
            DurableState state = durableState(id, window);
            if (state == null) {
                unsettled++;
                return;
            }
            List<String> differences = WindowDifferences.of(window, state.head, state.messages);
            if (differences.isEmpty() && window.visibleVersion() == state.version()) {
                return;
            }
            Divergence.Kind kind = Divergence.Kind.WRONG;
            if (differences.isEmpty()) {
                kind = isTrusted && age <= bound ? Divergence.Kind.LATE : Divergence.Kind.OLD;
            }
            divergences.add(new Divergence(
                    id,
                    place,
                    kind,
                    window.visibleVersion(),
                    state.version(),
                    Duration.ofNanos(Math.max(0, age)),
                    differences.subList(0, Math.min(differences.size(), Divergence.MAX_DIFFERENCES)),
                    kind != Divergence.Kind.LATE && drop(id, place, kind)));
        }
    }

    /**
     * Returns what the durable store has now of the window's messages, or null if it changes faster than it can be
     * read.
     */
    private @Nullable DurableState durableState(ConversationId id, CachedWindow window) {
        Conversation head = durable.find(id).orElse(null);
        for (int tries = 1; tries <= TRIES; tries++) {
            List<Message> messages = messages(id, window);
            Conversation after = durable.find(id).orElse(null);
            if (version(head) == version(after)) {
                return new DurableState(after, messages);
            }
            head = after;
        }
        return null;
    }

    private List<Message> messages(ConversationId id, CachedWindow window) {
        if (window.messages().isEmpty()) {
            return List.of();
        }
        long first = window.messages().get(0).sequence();
        return durable.history(id, Slice.after(first - 1, window.messages().size()));
    }

    private static long version(@Nullable Conversation head) {
        return head == null ? 0 : head.version();
    }

    /** Drops an entry. A wrong one is dropped from both caches, since either may have copied it from the other. */
    private boolean drop(ConversationId id, Divergence.Place place, Divergence.Kind kind) {
        if (kind == Divergence.Kind.WRONG) {
            caches.invalidate(id);
            caches.flush();
            return caches.shared().pendingInvalidations() == 0;
        }
        if (place == Divergence.Place.PROCESS) {
            caches.process().evict(id);
            return true;
        }
        caches.shared().drop(List.of(id));
        return caches.shared().pendingInvalidations() == 0;
    }
}
