package dev.chatstore.jdbi;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Does the writes of a group: appends that stand together in one transaction, each removal in its own. */
final class GroupWriter implements Consumer<List<PendingWrite>> {
    private final AppendMessages appendMessages;
    private final DeleteConversation deleteConversation;

    GroupWriter(AppendMessages appendMessages, DeleteConversation deleteConversation) {
        this.appendMessages = appendMessages;
        this.deleteConversation = deleteConversation;
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
            List<AppendOutcome> outcomes = appendMessages.run(appends);
            int from = 0;
            for (PendingAppends pending : together) {
                int to = from + pending.appends().size();
                pending.succeed(outcomes.subList(from, to));
                from = to;
            }
        } catch (ChatStoreException e) {
            if (together.size() > 1 && !(e instanceof UnavailableException unavailable && unavailable.retryable())) {
                // Something about one of them: let it not fail its neighbours.
                together.forEach(pending -> append(List.of(pending)));
                return;
            }
            together.forEach(pending -> pending.fail(e));
        }
        together.forEach(PendingWrite::complete);
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
