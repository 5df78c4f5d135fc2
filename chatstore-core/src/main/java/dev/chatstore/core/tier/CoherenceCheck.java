package dev.chatstore.core.tier;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationCache.Found;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the caches hold of some conversations with the durable store, and drops what differs.
 *
 * <p>An entry is read first and the durable store after it, so that the entry can only be older. The head is read before
 * the messages and after them: with the same version at both times, the messages are those of that version.
 */
final class CoherenceCheck {
    private static final int TRIES = 3;

    private final ChatStore durable;
    private final WindowCaches tier;
    private final long bound;
    private final List<Divergence> divergences = new ArrayList<>();
    private int entries;
    private int unsettled;
    private boolean sharedReached = true;

    /** What the durable store had at one version. */
    private record Truth(@Nullable Conversation head, List<Message> messages) {
        long version() {
            return head == null ? 0 : head.version();
        }
    }

    private CoherenceCheck(ChatStore durable, WindowCaches tier, Duration bound) {
        this.durable = durable;
        this.tier = tier;
        this.bound = bound.toNanos();
    }

    static CoherenceReport check(ChatStore durable, WindowCaches tier, Duration bound, Collection<ConversationId> ids) {
        CoherenceCheck sampler = new CoherenceCheck(durable, tier, bound);
        ids.forEach(sampler::check);
        return new CoherenceReport(
                ids.size(), sampler.entries, sampler.unsettled, sampler.sharedReached, sampler.divergences);
    }

    @SuppressWarnings("ReferenceEquality") // nothing is another thing than that it was not asked
    private void check(ConversationId id) {
        CachedWindow near = tier.near().held(id);
        if (near != null) {
            compare(id, Divergence.Place.PROCESS, near, tier.near().isTrusted(near));
        }
        Found found = tier.far().findNow(id);
        long now = tier.now();
        sharedReached &= found != SharedWindows.NOTHING || !tier.far().isThere();
        if (found.window() != null) {
            long knownAt = now - found.age().toNanos();
            CachedWindow far =
                    CachedWindow.of(found.window(), found.window().messages().size(), knownAt);
            compare(id, Divergence.Place.SHARED, far, true);
        } else if (found.ticket() != ConversationCache.NO_TICKET) {
            // Others would wait for whoever has the ticket.
            tier.far().drop(List.of(id));
        }
    }

    private void compare(ConversationId id, Divergence.Place place, CachedWindow held, boolean isTrusted) {
        entries++;
        long age = tier.near().age(held);
        Truth truth = truth(id, held);
        if (truth == null) {
            unsettled++;
            return;
        }
        List<String> differences = WindowDifferences.of(held, truth.head, truth.messages);
        long cached = held.head() == null ? 0 : held.version();
        if (differences.isEmpty() && cached == truth.version()) {
            return;
        }
        Divergence.Kind kind = Divergence.Kind.WRONG;
        if (differences.isEmpty()) {
            kind = isTrusted && age <= bound ? Divergence.Kind.LATE : Divergence.Kind.OLD;
        }
        boolean repaired = kind != Divergence.Kind.LATE && drop(id, place, kind);
        List<String> named = differences.subList(0, Math.min(differences.size(), Divergence.MAX_DIFFERENCES));
        divergences.add(new Divergence(
                id, place, kind, cached, truth.version(), Duration.ofNanos(Math.max(0, age)), named, repaired));
    }

    private @Nullable Truth truth(ConversationId id, CachedWindow held) {
        Conversation head = durable.find(id).orElse(null);
        for (int tries = 1; tries <= TRIES; tries++) {
            List<Message> messages = messages(id, held);
            Conversation after = durable.find(id).orElse(null);
            if (version(head) == version(after)) {
                return new Truth(after, messages);
            }
            head = after;
        }
        return null;
    }

    private List<Message> messages(ConversationId id, CachedWindow held) {
        if (held.messages().isEmpty()) {
            return List.of();
        }
        long first = held.messages().get(0).sequence();
        return durable.history(id, Slice.after(first - 1, held.messages().size()));
    }

    private static long version(@Nullable Conversation head) {
        return head == null ? 0 : head.version();
    }

    /** Drops an entry, and one that is wrong from both caches: either may have it from the other. */
    private boolean drop(ConversationId id, Divergence.Place place, Divergence.Kind kind) {
        if (kind == Divergence.Kind.WRONG) {
            tier.doubt(id);
            tier.outbox().flush();
            return tier.far().owed() == 0;
        }
        if (place == Divergence.Place.PROCESS) {
            tier.near().evict(id);
            return true;
        }
        tier.far().drop(List.of(id));
        return tier.far().owed() == 0;
    }
}
