package dev.chatstore.checks.tiers;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.Unconfirmed;
import dev.chatstore.checks.tiers.NodeCall.Answer;
import dev.chatstore.checks.tiers.NodeCall.Outcome;
import dev.chatstore.checks.tiers.NodeCall.ReadMessage;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import dev.chatstore.redis.RedisSharedCacheProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node in this process. */
final class LocalNode implements Node {
    private final FaultyCacheProvider faults = new FaultyCacheProvider(new RedisSharedCacheProvider());
    private final ChatStorage storage;
    private final ChatStore chats;
    private final SessionStore<Counter> sessions;

    private record Counter(long count) {}

    LocalNode(String databaseUrl, Map<String, String> settings) {
        storage = ChatStorage.builder()
                .url(databaseUrl)
                .sharedCache(faults)
                .settings(settings)
                .open();
        chats = storage.chats();
        sessions = storage.sessions(Counter.class);
    }

    @Override
    public Answer call(NodeCall call) {
        try {
            return answer(call);
        } catch (ConflictException e) {
            return new Answer(Outcome.CONFLICT, e.currentVersion(), List.of(), false, null);
        } catch (UnavailableException e) {
            Outcome outcome = e.retryable() ? Outcome.UNAVAILABLE : Outcome.FAILED;
            return new Answer(outcome, 0, List.of(), false, e.getMessage());
        } catch (RuntimeException e) {
            return new Answer(Outcome.FAILED, 0, List.of(), false, e.toString());
        }
    }

    private Answer answer(NodeCall call) {
        ConversationId id = ConversationId.of(call.name());
        return switch (call.operation()) {
            case APPEND -> append(id, call);
            case LATEST -> read(chats.latest(), id, call);
            case CACHED -> read(chats, id, call);
            case HEAD -> head(chats.find(id));
            case LATEST_HEAD -> head(chats.latest().find(id));
            case EDIT -> edit(id, call);
            case REDACT -> Answer.done(chats.redact(id, call.number()).isPresent() ? 1 : 0);
            case PATCH ->
                head(chats.patch(ConversationPatch.of(id).withTitle(call.texts().get(0))));
            case DELETE -> Answer.done(chats.delete(id) ? 1 : 0);
            case COUNT -> count(sessions.update(key(call), () -> new Counter(0), LocalNode::next));
            case READ_COUNT -> sessions.find(key(call)).map(LocalNode::count).orElse(Answer.done(0));
            case CHECK -> check(call);
            case PENDING_INVALIDATIONS ->
                Answer.done(storage.caches().statistics().pendingInvalidations());
            case HEALTH ->
                withDetails(0, storage.health().toString(), storage.health().state() + "");
            case INJECT_FAULTS -> injectFaults(call);
        };
    }

    private Answer append(ConversationId id, NodeCall call) {
        Append append = Append.of(
                id,
                call.texts().stream()
                        .map(text -> NewMessage.user(text).withId(call.withIds() ? text : null))
                        .toList());
        AppendReceipt receipt = chats.append(call.number() < 0 ? append : append.expecting(call.number()));
        List<ReadMessage> messages = new ArrayList<>();
        for (int i = 0; i < receipt.sequences().size(); i++) {
            messages.add(new ReadMessage(
                    receipt.sequences().get(i),
                    receipt.version(),
                    null,
                    call.texts().get(i)));
        }
        return new Answer(Outcome.DONE, receipt.version(), messages, false, null);
    }

    private static Answer read(ChatStore from, ConversationId id, NodeCall call) {
        List<Message> messages = from.recent(id, (int) call.number());
        List<ReadMessage> read = messages.stream()
                .map(message -> new ReadMessage(message.sequence(), message.version(), message.id(), message.text()))
                .toList();
        long version = read.isEmpty() ? 0 : read.get(read.size() - 1).version();
        return new Answer(Outcome.DONE, version, read, messages instanceof Unconfirmed, null);
    }

    private static Answer head(Optional<Conversation> head) {
        return Answer.done(head.map(Conversation::version).orElse(0L));
    }

    private Answer edit(ConversationId id, NodeCall call) {
        try {
            MessageEdit edit = MessageEdit.text(call.texts().get(0));
            return Answer.done(chats.edit(id, call.number(), edit).isPresent() ? 1 : 0);
        } catch (InvalidInputException e) {
            // The message was redacted.
            return Answer.done(0);
        }
    }

    private static SessionKey key(NodeCall call) {
        return SessionKey.of(call.name());
    }

    private static Counter next(Counter counter) {
        return new Counter(counter.count + 1);
    }

    private static Answer count(Session<Counter> session) {
        return Answer.done(session.state().count);
    }

    /** Returns the number of entries that differ from the durable store, with details of those that are wrong. */
    private Answer check(NodeCall call) {
        CoherenceReport report = storage.caches()
                .check(call.texts().stream().map(ConversationId::of).toList());
        List<Divergence> wrong = report.divergences().stream()
                .filter(divergence -> divergence.kind() == Divergence.Kind.WRONG)
                .toList();
        return withDetails(report.divergences().size(), report.toString(), wrong.isEmpty() ? "" : wrong.toString());
    }

    private static Answer withDetails(long number, String all, String details) {
        return new Answer(Outcome.DONE, number, List.of(new ReadMessage(0, 0, null, all)), false, details);
    }

    private Answer injectFaults(NodeCall call) {
        faults.inject(
                (int) call.number(),
                Duration.ofMillis(Long.parseLong(call.texts().get(0))));
        return Answer.done(0);
    }

    @Override
    public void close() {
        storage.close();
    }
}
