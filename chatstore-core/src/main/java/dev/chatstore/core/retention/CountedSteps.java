package dev.chatstore.core.retention;

import dev.chatstore.api.Conversation;
import java.util.function.Predicate;

/** The steps of a dry run, which changes nothing. */
final class CountedSteps implements Steps {
    private final Fates fates;
    private final Holds holds;
    private final RetentionTally tally;

    CountedSteps(Fates fates, Holds holds, RetentionTally tally) {
        this.fates = fates;
        this.holds = holds;
        this.tally = tally;
    }

    @Override
    public Conversation current(Conversation head) {
        return head;
    }

    @Override
    public Fate left(Conversation head) {
        Fate fate = fates.of(head);
        return fate.changes() && holds.cover(head) ? Fate.ofAll(head) : fate;
    }

    @Override
    public void remove(Conversation head, Predicate<Conversation> stillToRemove) {
        tally.removed(head.messageCount());
    }

    @Override
    public void archive(Conversation head) {
        tally.archived();
    }

    @Override
    public boolean trim(Conversation head, long begin, long first) {
        tally.trimmed(first - begin);
        return true;
    }
}
