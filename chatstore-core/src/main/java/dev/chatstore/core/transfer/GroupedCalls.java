package dev.chatstore.core.transfer;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.core.transfer.identity.Found;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.load.FittingProfile;
import dev.chatstore.core.transfer.load.NewConversation;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Creates and merges small conversations, many with one call. */
final class GroupedCalls {
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 4 << 20;

    private final ChatStore chats;
    private final Tally tally;
    private final RunLog log;

    GroupedCalls(ChatStore chats, Tally tally, RunLog log) {
        this.chats = chats;
        this.tally = tally;
        this.log = log;
    }

    boolean exists(ConversationId id) {
        return chats.find(id).isPresent();
    }

    /** Creates conversations by appends. Small ones share a call. */
    void create(List<NewConversation> absent) {
        List<NewConversation> group = new ArrayList<>();
        int messages = 0;
        for (NewConversation each : absent) {
            if (exists(each.id())) {
                log.existed(List.of(each));
                merge(List.of(each));
                continue;
            }
            log.created(each.id());
            tally.created(each);
            if (each.entries().isEmpty()) {
                open(each);
                continue;
            }
            group.add(each);
            messages += each.entries().size();
            if (messages >= BATCH) {
                createGroup(group);
                group.clear();
                messages = 0;
            }
        }
        createGroup(group);
        tally.progress();
    }

    private void createGroup(List<NewConversation> group) {
        List<AppendOutcome> outcomes = group.isEmpty()
                ? List.of()
                : chats.appendAll(group.stream()
                        .map(each -> Append.of(each.id(), each.messages()).withProfile(each.profile()))
                        .toList());
        for (int i = 0; i < outcomes.size(); i++) {
            NewConversation each = group.get(i);
            if (outcomes.get(i) instanceof AppendReceipt) {
                tally.added(each.id(), each.entries());
            } else if (outcomes.get(i) instanceof AppendRefusal refusal) {
                createInParts(each, refusal.reason());
            }
        }
    }

    /** Creates a conversation of which the store refuses a message, so that only that is left out. */
    private void createInParts(NewConversation conversation, ChatStoreException reason) {
        if (!isOfRecord(reason)) {
            throw reason;
        }
        open(conversation);
        Appending appending = new Appending(chats, tally, log, conversation.id());
        conversation.entries().forEach(appending::add);
        appending.flush();
    }

    private void open(NewConversation conversation) {
        FittingProfile opened =
                FittingProfile.of(conversation.profile(), profile -> chats.open(conversation.id(), profile));
        tally.changed(opened.loss());
    }

    /** Merges conversations that exist. Those of which all is there, which is most often so, share calls. */
    void merge(List<NewConversation> existing) {
        List<NewConversation> group = new ArrayList<>();
        int messages = 0;
        long bytes = 0;
        for (NewConversation each : existing) {
            if (each.entries().isEmpty()) {
                continue;
            }
            group.add(each);
            messages += each.entries().size();
            bytes += each.bytes();
            if (messages >= BATCH || bytes >= BATCH_BYTES) {
                mergeGroup(group);
                group.clear();
                messages = 0;
                bytes = 0;
            }
        }
        mergeGroup(group);
        tally.progress();
    }

    private void mergeGroup(List<NewConversation> group) {
        List<AppendOutcome> outcomes = group.isEmpty()
                ? List.of()
                : chats.appendAll(group.stream().map(GroupedCalls::question).toList());
        for (int i = 0; i < outcomes.size(); i++) {
            NewConversation each = group.get(i);
            if (outcomes.get(i) instanceof AppendReceipt receipt && areInPlace(each, receipt)) {
                tally.alreadyThere(each.entries().size());
            } else {
                mergeOne(each);
            }
        }
    }

    private static boolean areInPlace(NewConversation conversation, AppendReceipt receipt) {
        Found found = new Found();
        boolean made = false;
        for (ImportEntry entry : conversation.entries()) {
            made |= Digest.isMade(entry.id());
            found.add(entry.ordinal(), receipt.sequences().get(entry.ordinal() - 1));
        }
        return !made || found.isStretch(conversation.entries().size());
    }

    /** Returns an append that can only find its messages there, since no version is so high. */
    private static Append question(NewConversation conversation) {
        return Append.of(
                        conversation.id(),
                        conversation.entries().stream()
                                .map(ImportEntry::message)
                                .toList())
                .expecting(Long.MAX_VALUE);
    }

    private void mergeOne(NewConversation conversation) {
        try {
            Appending appending = new Appending(chats, tally, log, conversation.id());
            new Merge(chats, tally, appending, conversation.again()).run(receiver -> {
                for (ImportEntry entry : conversation.entries()) {
                    receiver.message(entry);
                }
            });
        } catch (IOException | Refused e) {
            throw new IllegalStateException("a list in memory cannot fail", e);
        }
    }

    /** Returns whether it is the record that the store refuses, not the store that is full, closed or out of reach. */
    static boolean isOfRecord(ChatStoreException reason) {
        return reason instanceof ConflictException
                || reason instanceof DuplicateMessageException
                || reason instanceof InvalidInputException
                || (reason instanceof LimitExceededException e && e.limit().startsWith("limits."));
    }
}
