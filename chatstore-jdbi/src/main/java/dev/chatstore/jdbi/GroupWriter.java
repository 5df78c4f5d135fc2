package dev.chatstore.jdbi;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Does the writes of a group: appends that stand together in one transaction, each removal in its own. */
final class GroupWriter implements Consumer<List<PendingWrite>> {
    private final Function<List<MarkedAppend>, List<AppendOutcome>> appendMessages;
    private final DeleteConversation deleteConversation;
    private final Predicate<ChatStoreException> wasBusy;

    /**
     * Makes a writer.
     *
     * @param wasBusy tells errors after which nothing was written, for what others did
     */
    GroupWriter(
            Function<List<MarkedAppend>, List<AppendOutcome>> appendMessages,
            DeleteConversation deleteConversation,
            Predicate<ChatStoreException> wasBusy) {
        this.appendMessages = appendMessages;
        this.deleteConversation = deleteConversation;
        this.wasBusy = wasBusy;
    }

    @Override
    public void accept(List<PendingWrite> group) {
        List<PendingAppends> together = new ArrayList<>();
        for (PendingWrite write : group) {
            if (write instanceof PendingAppends appends) {
                together.add(appends);
            } else if (write instanceof PendingDelete delete) {
                append(together);
                together.clear();
                delete(delete);
            }
        }
        append(together);
    }

    private void append(List<PendingAppends> together) {
        if (together.isEmpty()) {
            return;
        }
        List<MarkedAppend> appends = new ArrayList<>();
        together.forEach(pending -> appends.addAll(pending.appends()));
        try {
            List<AppendOutcome> outcomes = appendMessages.apply(appends);
            int from = 0;
            for (PendingAppends pending : together) {
                int to = from + pending.appends().size();
                pending.succeed(outcomes.subList(from, to));
                from = to;
            }
        } catch (ChatStoreException e) {
            if (together.size() > 1 && mayLieInOne(e)) {
                together.forEach(pending -> append(List.of(pending)));
                return;
            }
            together.forEach(pending -> pending.fail(e));
        }
        together.forEach(PendingWrite::complete);
    }

    /** Returns whether an error may be due to one of several: that one is not to fail its neighbours. */
    private boolean mayLieInOne(ChatStoreException e) {
        boolean outage = e instanceof UnavailableException unavailable && unavailable.retryable();
        return !outage || wasBusy.test(e);
    }

    private void delete(PendingDelete delete) {
        try {
            delete.succeed(deleteConversation.run(delete.id()));
        } catch (ChatStoreException e) {
            delete.fail(e);
        }
        delete.complete();
    }
}
