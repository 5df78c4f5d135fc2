package dev.chatstore.core.retention;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;

/** Applies a policy to the conversations of a tenant, each by itself, and then to its owners. For one thread. */
final class TenantRun {
    private final HeadPages pages;
    private final Fates fates;
    private final Holds holds;
    private final Steps steps;
    private final RetentionTally tally;

    TenantRun(HeadPages pages, Fates fates, Holds holds, Steps steps, RetentionTally tally) {
        this.pages = pages;
        this.fates = fates;
        this.holds = holds;
        this.steps = steps;
        this.tally = tally;
    }

    void run(String tenant) {
        pages.forEach(ConversationQuery.ofTenant(tenant), this::apply, error -> tally.damaged(error.conversation()));
    }

    private void apply(Conversation head) {
        tally.looked(1);
        try {
            Fate fate = fates.of(head);
            if (fate.changes()) {
                apply(head, fate);
            }
        } catch (CorruptDataException e) {
            tally.damaged(head.id());
        }
    }

    private void apply(Conversation read, Fate fate) {
        Conversation head = steps.current(read);
        if (head == null || isKept(head)) {
            return;
        }
        if (fate.removed()) {
            steps.remove(head, fates::isToRemove);
        } else if (!fate.trimmed() || steps.trim(head, head.firstSequence(), fate.first())) {
            Conversation left = fate.trimmed() ? steps.current(head) : head;
            if (left != null && fates.isToArchive(left)) {
                steps.archive(left);
            }
        }
    }

    /** What belongs to an owner who cannot be read may be held. */
    private boolean isKept(Conversation head) {
        if (head.profile().unreadable().contains("owner")) {
            tally.damaged(head.id());
            return true;
        }
        boolean held = holds.cover(head);
        if (held) {
            tally.held();
        }
        return held;
    }
}
