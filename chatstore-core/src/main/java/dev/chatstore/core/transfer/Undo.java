package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes the conversations that a run has created, as far as they hold what the run stored and nothing else. The log names
 * what was about to be stored, so that what a crash has kept out may be missing at the end.
 */
final class Undo {
    private static final int PAGE = 500;
    private static final int LOG_PAGE = 20;

    private final ChatStore chats;
    private final String run;
    private final List<String> reasons = new ArrayList<>();
    private final List<RunLog.Part> parts = new ArrayList<>();
    private final LongMap existed = new LongMap();
    private String tenant = ConversationId.DEFAULT_TENANT;
    private long removed;
    private long gone;
    private long left;

    Undo(ChatStore chats, String run) {
        this.chats = chats.latest();
        this.run = run;
    }

    UndoReport run() {
        ConversationId log = RunLog.id(run);
        Conversation head = chats.find(log)
                .orElseThrow(() -> new InvalidInputException(
                        "run", "must be the id of an import into this store", run.length()));
        tenant = head.profile().metadata("tenant", String.class).orElse(tenant);
        read(head, part -> {
            if (part.kind() == RunLog.Kind.EXISTED) {
                existed.put(Digest.of(part.value()), 1);
            }
        });
        read(head, this::part);
        undo();
        if (left == 0) {
            chats.delete(log);
        }
        return new UndoReport(run, removed, gone, left, reasons);
    }

    private void read(Conversation log, Consumer<RunLog.Part> taker) {
        long last = 0;
        while (last < log.lastSequence()) {
            List<Message> page = chats.history(log.id(), Slice.after(last, LOG_PAGE));
            if (page.isEmpty()) {
                return;
            }
            page.forEach(message -> RunLog.read(message).forEach(taker));
            last = page.get(page.size() - 1).sequence();
        }
    }

    /** Takes the next part; those of one conversation follow one another. */
    private void part(RunLog.Part part) {
        if (part.kind() == RunLog.Kind.EXISTED) {
            return;
        }
        if (!parts.isEmpty() && (part.kind() == RunLog.Kind.NEW || !parts.get(0).value().equals(part.value()))) {
            undo();
        }
        parts.add(part);
    }

    private void undo() {
        if (parts.isEmpty()) {
            return;
        }
        RunLog.Part first = parts.get(0);
        ConversationId id = ConversationId.of(tenant, first.value());
        Optional<Conversation> conversation = chats.find(id);
        if (first.kind() == RunLog.Kind.NEW && existed.get(Digest.of(first.value())) > 0) {
            // It was announced and not stored; what was appended to it is a part of its own.
            parts.clear();
            return;
        }
        if (conversation.isEmpty()) {
            gone++;
        } else if (first.kind() == RunLog.Kind.GROWN) {
            leave(id, "existed before the run, and keeps the messages that it received");
        } else if (conversation.get().created().isBefore(first.announced()) || !isAsStored(conversation.get())) {
            leave(id, "is not, or not any more, as the run has stored it");
        } else {
            delete(conversation.get());
        }
        parts.clear();
    }

    private void delete(Conversation conversation) {
        try {
            if (chats.delete(conversation.id(), conversation.version())) {
                removed++;
            } else {
                gone++;
            }
        } catch (ConflictException e) {
            leave(conversation.id(), "has changed since the run");
        }
    }

    private void leave(ConversationId id, String reason) {
        left++;
        if (reasons.size() < ImportReport.MAX_SKIPS) {
            reasons.add(ConversationId.printable(id.value()) + " " + reason);
        }
    }

    private boolean isAsStored(Conversation conversation) {
        boolean more = parts.size() > 1;
        // Where a load was refused, its messages were appended in other parts.
        return isStoredIn(conversation, parts) || (more && isStoredIn(conversation, parts.subList(1, parts.size())));
    }

    private boolean isStoredIn(Conversation conversation, List<RunLog.Part> expected) {
        if (conversation.messageCount() == 0) {
            return expected.get(0).count() == 0 && conversation.updated().equals(conversation.created());
        }
        long sequence = 0;
        long version = 0;
        for (RunLog.Part part : expected) {
            if (sequence == conversation.lastSequence()) {
                break;
            }
            List<Message> stored = messages(conversation.id(), sequence, part.count());
            boolean same = stored.size() == part.count()
                    && part.digest().equals(RunLog.digest(stored, message -> String.valueOf(message.id())))
                    && stored.stream().allMatch(message -> message.revision() == 1);
            long first = stored.isEmpty() ? 0 : stored.get(0).version();
            if (!same || (sequence > 0 && first != version + 1)) {
                return false;
            }
            version = stored.get(stored.size() - 1).version();
            sequence += part.count();
        }
        // A change of the profile raises the version and no message's.
        return sequence == conversation.lastSequence() && version == conversation.version();
    }

    private List<Message> messages(ConversationId id, long after, long count) {
        List<Message> messages = new ArrayList<>();
        while (messages.size() < count) {
            int limit = (int) Math.min(PAGE, count - messages.size());
            List<Message> page = chats.history(id, Slice.after(after + messages.size(), limit));
            if (page.isEmpty()) {
                break;
            }
            messages.addAll(page);
        }
        return messages;
    }
}
