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
import dev.chatstore.checks.tiers.NodeCall.Said;
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
    private final FaultyCacheProvider disturbance = new FaultyCacheProvider(new RedisSharedCacheProvider());
    private final ChatStorage storage;
    private final ChatStore chats;
    private final SessionStore<Counter> sessions;

    private record Counter(long count) {}

    LocalNode(String databaseUrl, Map<String, String> settings) {
        storage = ChatStorage.builder()
                .url(databaseUrl)
                .sharedCache(disturbance)
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
        return switch (call.what()) {
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
            case COUNTED -> sessions.find(key(call)).map(LocalNode::count).orElse(Answer.done(0));
            case CHECK -> check(call);
            case OWED -> Answer.done(storage.caches().statistics().pendingInvalidations());
            case HEALTH -> told(0, storage.health().toString(), storage.health().state() + "");
            case DISTURB -> disturb(call);
        };
    }

    private Answer append(ConversationId id, NodeCall call) {
        Append append = Append.of(
                id,
                call.texts().stream()
                        .map(text -> NewMessage.user(text).withId(call.named() ? text : null))
                        .toList());
        AppendReceipt receipt = chats.append(call.number() < 0 ? append : append.expecting(call.number()));
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < receipt.sequences().size(); i++) {
            said.add(new Said(
                    receipt.sequences().get(i),
                    receipt.version(),
                    null,
                    call.texts().get(i)));
        }
        return new Answer(Outcome.DONE, receipt.version(), said, false, null);
    }

    private static Answer read(ChatStore from, ConversationId id, NodeCall call) {
        List<Message> messages = from.recent(id, (int) call.number());
        List<Said> said = messages.stream()
                .map(message -> new Said(message.sequence(), message.version(), message.id(), message.text()))
                .toList();
        long version = said.isEmpty() ? 0 : said.get(said.size() - 1).version();
        return new Answer(Outcome.DONE, version, said, messages instanceof Unconfirmed, null);
    }

    private static Answer head(Optional<Conversation> head) {
        return Answer.done(head.map(Conversation::version).orElse(0L));
    }

    private Answer edit(ConversationId id, NodeCall call) {
        try {
            MessageEdit edit = MessageEdit.text(call.texts().get(0));
            return Answer.done(chats.edit(id, call.number(), edit).isPresent() ? 1 : 0);
        } catch (InvalidInputException e) {
            // It was redacted.
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

    /** Answers how many entries are not what the durable store has, and tells of those that are wrong. */
    private Answer check(NodeCall call) {
        CoherenceReport report = storage.caches()
                .check(call.texts().stream().map(ConversationId::of).toList());
        List<Divergence> wrong = report.divergences().stream()
                .filter(divergence -> divergence.kind() == Divergence.Kind.WRONG)
                .toList();
        return told(report.divergences().size(), report.toString(), wrong.isEmpty() ? "" : wrong.toString());
    }

    private static Answer told(long number, String all, String told) {
        return new Answer(Outcome.DONE, number, List.of(new Said(0, 0, null, all)), false, told);
    }

    private Answer disturb(NodeCall call) {
        disturbance.disturb(
                (int) call.number(),
                Duration.ofMillis(Long.parseLong(call.texts().get(0))));
        return Answer.done(0);
    }

    @Override
    public void close() {
        storage.close();
    }
}
