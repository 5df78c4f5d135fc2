package dev.chatstore.core.archive;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Completes conflicts whose missed messages are in segments too. Costs one statement for a conflict that missed messages. */
final class MissedInSegments {
    private final SegmentReads reads;
    private final ArchivedHistory history;

    MissedInSegments(SegmentReads reads, ArchivedHistory history) {
        this.reads = reads;
        this.history = history;
    }

    AppendOutcome completed(AppendOutcome outcome) {
        return outcome instanceof AppendRefusal refusal && refusal.reason() instanceof ConflictException conflict
                ? new AppendRefusal(refusal.conversation(), completed(refusal.conversation(), conflict))
                : outcome;
    }

    /** Makes a call, whose conflict is completed. */
    <T> T completing(ConversationId id, Supplier<T> call) {
        try {
            return call.get();
        } catch (ConflictException e) {
            throw completed(id, e);
        }
    }

    private ConflictException completed(ConversationId id, ConflictException conflict) {
        List<Message> missed = conflict.missed();
        // The newest message is in no segment: who missed none of the others missed none at all.
        boolean isWhole =
                missed.isEmpty() || !conflict.complete() || missed.get(0).sequence() == 1;
        if (isWhole || reads.rows().find(id, missed.get(0).sequence() - 1).isPresent()) {
            return conflict;
        }
        // One more than fits, so that it shows whether there are more.
        Slice.Before slice =
                new Slice.Before(missed.get(0).sequence(), ConflictException.MAX_MISSED - missed.size() + 1);
        List<Message> all = new ArrayList<>(SegmentReads.steadily(() -> history.before(id, slice)).stream()
                .filter(message -> message.version() > conflict.expectedVersion())
                .toList());
        all.addAll(missed);
        int from = Math.max(0, all.size() - ConflictException.MAX_MISSED);
        return ConflictException.ofConversation(
                id, conflict.expectedVersion(), conflict.currentVersion(), all.subList(from, all.size()), from == 0);
    }
}
