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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Removes the conversations that a run has created, as far as they hold what the run stored and nothing else. The log names
 * what was about to be stored, so that what a crash has kept out may be missing at the end.
 */
final class Undo {
    private static final int LOG_PAGE = 20;

    private static final int EXISTED = 1;
    private static final int AGAIN = 2;
    private static final int DONE = 3;

    private final ChatStore chats;
    private final String run;
    private final StoredParts stored;
    private final LongConsumer progress;
    private final List<String> reasons = new ArrayList<>();
    private final Map<String, List<RunLog.Part>> more = new HashMap<>();
    private final LongMap states = new LongMap();
    private String tenant = ConversationId.DEFAULT_TENANT;
    private long removed;
    private long gone;
    private long left;

    Undo(ChatStore chats, String run, LongConsumer progress) {
        this.progress = progress;
        this.chats = chats.latest();
        this.run = run;
        stored = new StoredParts(this.chats);
    }

    UndoReport run() {
        ConversationId log = RunLog.id(run);
        Conversation head = chats.find(log)
                .orElseThrow(() -> new InvalidInputException(
                        "run",
                        "must be one of the runs that the store lists: this one stored nothing, was undone, or is not of this store",
                        0));
        tenant = head.profile().metadata("tenant", String.class).orElse(tenant);
        read(head, this::learn);
        read(head, this::undo);
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

    /** Takes what stands in the log after the announcement that it is about. */
    private void learn(RunLog.Part part) {
        switch (part.kind()) {
            case EXISTED -> states.put(Digest.of(part.value()), EXISTED);
            case AGAIN -> states.put(Digest.of(part.value()), AGAIN);
            case MORE ->
                more.computeIfAbsent(part.value(), value -> new ArrayList<>()).add(part);
            default -> {
                // Undone by the second reading.
            }
        }
    }

    private void undo(RunLog.Part part) {
        long key = Digest.of(part.value());
        int state = states.get(key);
        boolean grown = part.kind() == RunLog.Kind.GROWN;
        // What was announced and existed was not stored; a second announcement is of the same conversation.
        if (state == DONE || (!grown && (part.kind() != RunLog.Kind.NEW || state == EXISTED))) {
            return;
        }
        if (grown || state == AGAIN) {
            states.put(key, DONE);
        }
        undo(ConversationId.of(tenant, part.value()), part, grown);
        progress.accept(removed + gone + left);
    }

    private void undo(ConversationId id, RunLog.Part part, boolean grown) {
        Optional<Conversation> conversation = chats.find(id);
        if (conversation.isEmpty()) {
            gone++;
        } else if (grown) {
            leave(id, "existed before the run, and keeps the messages that it received");
        } else if (conversation.get().created().isBefore(part.announced()) || !isAsStored(conversation.get(), part)) {
            leave(id, "is not, or not any more, as the run has stored it");
        } else {
            delete(conversation.get());
        }
    }

    private boolean isAsStored(Conversation conversation, RunLog.Part first) {
        List<RunLog.Part> all = new ArrayList<>(List.of(first));
        all.addAll(more.getOrDefault(first.value(), List.of()));
        return stored.are(conversation, all);
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
}
