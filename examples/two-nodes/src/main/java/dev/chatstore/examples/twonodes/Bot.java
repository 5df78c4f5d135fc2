package dev.chatstore.examples.twonodes;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.core.operations.CacheStatistics;
import java.util.List;
import java.util.UUID;

/** A waiter bot. It does not know about the other node or the state of Redis. */
final class Bot {
    static final ConversationId CONVERSATION = ConversationId.of("breakfast");
    static final SessionKey SESSION = SessionKey.of("breakfast");

    private static final int CONTEXT = 20;

    private final ChatStorage storage;
    private final ChatStore chats;
    private final SessionStore<Order> orders;

    Bot(ChatStorage storage) {
        this.storage = storage;
        this.chats = storage.chats();
        this.orders = storage.sessions(Order.class);
    }

    /** Stores a message and its answer, and reports which tier served each read. */
    Turn answer(String text) {
        // With an id, the message can be sent again if its receipt is lost.
        NewMessage message =
                NewMessage.user(text).withId(UUID.randomUUID().toString()).withAuthor("anna");
        AppendReceipt asked = chats.append(CONVERSATION, message);
        long askedAt = Clock.micros();

        // The input of a model, ending with the new message: a node sees its own writes at once.
        CacheStatistics before = storage.statistics().caches();
        List<Message> context = chats.recent(CONVERSATION, CONTEXT);
        String window = ReadSource.ofWindow(before, storage.statistics().caches());

        before = storage.statistics().caches();
        Session<Order> order = orders.update(SESSION, () -> Order.EMPTY, current -> current.plus(lastWord(text)));
        String session = ReadSource.ofSession(before, storage.statistics().caches());

        String answer = String.join(", ", order.state().items());
        AppendReceipt answered = chats.append(CONVERSATION, NewMessage.assistant(answer));
        return new Turn(
                new Turn.Said(asked.firstSequence(), text, askedAt),
                new Turn.Said(answered.firstSequence(), answer, Clock.micros()),
                context.size() + " from " + window,
                session);
    }

    /** Reads the conversation and the order, as a page would show them. */
    View view() {
        List<String> messages = chats.recent(CONVERSATION, 100).stream()
                .map(message -> message.sequence() + " " + message.role() + " " + message.text())
                .toList();
        return new View(
                chats.find(CONVERSATION).orElseThrow().version(),
                messages,
                orders.find(SESSION).map(Session::version).orElse(0L),
                orders.find(SESSION).map(Session::state).orElse(Order.EMPTY).items());
    }

    private static String lastWord(String text) {
        return text.replaceAll("\\W+$", "").replaceAll("^.*\\W", "");
    }
}
