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

/** A waiter. Nothing in it knows that there is another node, or whether Redis is there. */
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

    /** Hears a sentence and answers it, and tells where what it read came from. */
    Turn hear(String text) {
        // The id makes it safe to send the message again when its receipt was lost on the way.
        NewMessage message =
                NewMessage.user(text).withId(UUID.randomUUID().toString()).withAuthor("anna");
        AppendReceipt heard = chats.append(CONVERSATION, message);
        long heardAt = Clock.micros();

        // What a model would be given, the sentence at its end: a node's own writes are seen at once.
        CacheStatistics before = storage.statistics().caches();
        List<Message> context = chats.recent(CONVERSATION, CONTEXT);
        String window = Source.ofWindow(before, storage.statistics().caches());

        before = storage.statistics().caches();
        Session<Order> order = orders.update(SESSION, () -> Order.EMPTY, so -> so.plus(lastWord(text)));
        String session = Source.ofSession(before, storage.statistics().caches());

        String answer = String.join(", ", order.state().items());
        AppendReceipt answered = chats.append(CONVERSATION, NewMessage.assistant(answer));
        return new Turn(
                new Turn.Said(heard.firstSequence(), text, heardAt),
                new Turn.Said(answered.firstSequence(), answer, Clock.micros()),
                context.size() + " from " + window,
                session);
    }

    /** Reads what a page shows that somebody has open. */
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
