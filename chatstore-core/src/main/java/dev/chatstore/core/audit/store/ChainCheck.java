package dev.chatstore.core.audit.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.core.audit.AuditAction;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditFinding;
import dev.chatstore.core.audit.AuditFinding.Kind;
import dev.chatstore.core.audit.TrailVerification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies one trail, whose messages it takes in their order. For one thread. */
final class ChainCheck {
    private final Conversation head;
    private final Set<String> lost;
    private final List<AuditFinding> findings = new ArrayList<>();
    /** The digests of the last pruned entries, by their numbers, as the entries say that pruned them. */
    private final Map<Long, String> anchors = new HashMap<>();

    private long count;
    private long entries;
    private long first;
    private long last;
    private String digest = "";
    private String before = "";
    /** Whether the message before is an entry of this place, so that the next one has to follow it. */
    private boolean isFollowed = true;

    /**
     * Begins a verification.
     *
     * @param lost the digests that were asked for; those that are found are removed
     */
    ChainCheck(Conversation head, Set<String> lost) {
        this.head = head;
        this.lost = lost;
    }

    void take(Message message) {
        long place = message.sequence();
        if (first == 0) {
            first = place;
        } else if (place != last + 1) {
            find(Kind.MISSING, last + 1, place - 1);
            isFollowed = false;
        }
        entries++;
        last = place;
        Optional<EntryText> read = EntryText.read(message.text());
        if (read.isEmpty()) {
            find(isEdited(message) ? Kind.CHANGED : Kind.UNREADABLE, place);
            isFollowed = false;
        } else {
            take(message, read.get());
        }
    }

    private static boolean isEdited(Message message) {
        return message.edited() != null || message.redacted();
    }

    private void take(Message message, EntryText text) {
        long place = message.sequence();
        AuditEntry entry = text.entry();
        lost.remove(entry.digest());
        boolean isHere = text.trail().equals(head.id().value()) && entry.number() == place;
        if (!text.isGenuine() || isEdited(message)) {
            find(Kind.CHANGED, place);
        } else if (!text.trail().equals(head.id().value())) {
            find(Kind.FOREIGN, place);
        } else if (entry.number() != place) {
            find(Kind.MOVED, place);
        } else if (place == first) {
            before = entry.previous();
        } else if (isFollowed && !entry.previous().equals(digest)) {
            find(Kind.NOT_FOLLOWING, place);
        }
        if (isHere && text.isGenuine() && entry.action() == AuditAction.PRUNE) {
            Anchor.of(entry).ifPresent(anchor -> anchors.put(anchor.number(), anchor.digest()));
        }
        isFollowed = isHere;
        digest = entry.digest();
    }

    TrailVerification end() {
        if (last < head.lastSequence()) {
            find(Kind.MISSING, last + 1, head.lastSequence());
        }
        if (first > 1 && !isAnchored()) {
            find(Kind.MISSING, 1, first - 1);
        } else if (first == 1 && !before.isEmpty()) {
            find(Kind.NOT_FOLLOWING, 1);
        }
        return new TrailVerification(TrailId.head(head), first, entries, digest, findings, count);
    }

    /** A pruning that was interrupted left entries that it was to remove: then a later number is anchored. */
    private boolean isAnchored() {
        String anchor = anchors.get(first - 1);
        return anchor == null ? anchors.keySet().stream().anyMatch(number -> number >= first) : anchor.equals(before);
    }

    private void find(Kind kind, long place) {
        find(kind, place, place);
    }

    private void find(Kind kind, long from, long to) {
        count++;
        if (findings.size() < TrailVerification.LISTED) {
            findings.add(new AuditFinding(kind, from, to));
        }
    }
}
