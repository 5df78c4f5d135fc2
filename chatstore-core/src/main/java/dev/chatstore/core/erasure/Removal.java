package dev.chatstore.core.erasure;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.erasure.Findings.Owned;
import dev.chatstore.core.erasure.Findings.WrittenMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Removes what a scan has found, in batches that are announced in the record. For one thread. */
final class Removal {
    private static final int BATCH = 100;

    private final ChatStore chats;
    private final StoreAccess access;
    private final Person person;
    private final ErasureRecord record;

    Removal(ChatStore chats, StoreAccess access, Person person, ErasureRecord record) {
        this.chats = chats;
        this.access = access;
        this.person = person;
        this.record = record;
    }

    /** One thing to remove: how much it is, and how, which returns how much it was. */
    private record Step(ErasedAmounts amounts, Supplier<ErasedAmounts> removing) {}

    /** Removes all, and returns how much it was. */
    ErasedAmounts run(Findings findings) {
        List<Step> steps = new ArrayList<>();
        // First, since nothing else knows the ids once the conversations are gone.
        ErasedAmounts entries = ErasedAmounts.ofImportEntries(findings.found().importEntries());
        if (!entries.isNone()) {
            steps.add(new Step(
                    entries, () -> ErasedAmounts.ofImportEntries(new ImportLogs(access, person).forget(findings))));
        }
        findings.owned.forEach(owned -> steps.add(new Step(owned.amounts(), () -> delete(owned))));
        findings.written.forEach(written -> add(steps, written));
        findings.sessions.forEach(id -> steps.add(new Step(ErasedAmounts.ofSession(), () -> delete(id))));
        ErasedAmounts removed = ErasedAmounts.NONE;
        for (int from = 0; from < steps.size(); from += BATCH) {
            removed = removed.plus(remove(steps.subList(from, Math.min(steps.size(), from + BATCH))));
        }
        return removed;
    }

    private void add(List<Step> steps, Findings.Written written) {
        List<WrittenMessage> messages = written.messages();
        for (int from = 0; from < messages.size(); from += BATCH) {
            List<WrittenMessage> part = messages.subList(from, Math.min(messages.size(), from + BATCH));
            long ids = part.stream().filter(WrittenMessage::withId).count();
            long revisions = part.stream().mapToLong(WrittenMessage::revisions).sum();
            steps.add(new Step(ErasedAmounts.ofWritten(part.size(), revisions, ids), () -> erase(written.id(), part)));
        }
    }

    private ErasedAmounts remove(List<Step> batch) {
        PersonScan.checkNotInterrupted();
        ErasedAmounts announced = batch.stream().map(Step::amounts).reduce(ErasedAmounts.NONE, ErasedAmounts::plus);
        record.removing(announced, remembered());
        ErasedAmounts removed =
                batch.stream().map(step -> step.removing().get()).reduce(ErasedAmounts.NONE, ErasedAmounts::plus);
        record.removed(removed, remembered());
        return removed;
    }

    private Instant remembered() {
        return access.sessionTime().plus(Backend.REMEMBERED);
    }

    /** Deletes a conversation unless it has another owner by now. */
    private ErasedAmounts delete(Owned owned) {
        ConversationId id = owned.id();
        boolean isTheirs = person.conversations().contains(id)
                || chats.latest().find(id).filter(this::isOwned).isPresent();
        return isTheirs && access.deleteConversation(id) ? owned.amounts() : ErasedAmounts.NONE;
    }

    private boolean isOwned(Conversation head) {
        String owner = head.profile().owner();
        return owner != null && person.owners().contains(owner);
    }

    private ErasedAmounts erase(ConversationId id, List<WrittenMessage> messages) {
        ErasedAmounts erased = ErasedAmounts.NONE;
        for (WrittenMessage message : messages) {
            if (isTheirs(id, message.sequence())
                    && access.messageErasure()
                            .erase(id, message.sequence(), message.withId())
                            .isPresent()) {
                erased = erased.plus(ErasedAmounts.ofWritten(1, message.revisions(), message.withId() ? 1 : 0));
            }
        }
        return erased;
    }

    /** Another message has the sequence if the conversation was deleted and created again. */
    private boolean isTheirs(ConversationId id, long sequence) {
        return chats.latest()
                .find(id, sequence)
                .map(Message::author)
                .filter(person.authors()::contains)
                .isPresent();
    }

    private ErasedAmounts delete(SessionId id) {
        return access.deleteSession(id) ? ErasedAmounts.ofSession() : ErasedAmounts.NONE;
    }
}
