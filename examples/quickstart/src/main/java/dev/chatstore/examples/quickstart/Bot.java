package dev.chatstore.examples.quickstart;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The bot. A message is durable before it is processed, the booking is stored before the reply is sent, and the reply is
 * durable before it is shown. If the bot is killed between these steps, {@link #answerPending} continues after the restart.
 */
final class Bot {
    private final String user;
    private final Profile profile;
    private final ChatStore chats;
    private final SessionStore<Booking> bookings;
    private ConversationId conversation;

    /** Continues the conversation named after the user or the newest one that the user owns, or creates one. */
    Bot(Storage stores, String user) {
        this.user = user;
        this.chats = stores.chats();
        this.bookings = stores.sessions(Booking.class);
        this.profile = Profile.EMPTY.withOwner(user).withTitle("At the harbour with " + user);
        this.conversation = chats.find(ConversationId.of(user))
                .or(() -> chats.list(ConversationQuery.ofOwner(user).withLimit(1)).items().stream()
                        .findFirst())
                .orElseGet(() -> chats.open(ConversationId.of(user), profile))
                .id();
    }

    ConversationId conversation() {
        return conversation;
    }

    String reply(String text) {
        // With an id, the message can be sent again if its receipt is lost.
        String id = UUID.randomUUID().toString();
        AppendReceipt receipt = chats.append(
                conversation, NewMessage.user(text).withAuthor(user).withId(id));
        return answer(receipt.lastSequence(), text, Instant.now());
    }

    /** Answers the last message if it has no answer, because the bot was killed before. */
    Optional<String> answerPending() {
        return chats.recent(conversation, 1).stream()
                .filter(last -> last.role() == Role.USER)
                .findFirst()
                .map(last -> answer(last.sequence(), last.text(), last.created()));
    }

    private String answer(long sequence, String text, Instant said) {
        LocalDate day = LocalDate.ofInstant(said, ZoneId.systemDefault());
        Session<Booking> session =
                bookings.update(key(), () -> Booking.NONE, booking -> BookingParser.apply(booking, text, day));
        String reply = Replies.to(text, session.state());
        chats.append(conversation, NewMessage.assistant(reply).withMetadata(Map.of("answers", sequence)));
        return reply;
    }

    /** Returns the last message of the user, or empty if the newest messages contain none. */
    Optional<Message> lastMessage() {
        List<Message> recent = chats.recent(conversation, 50);
        return recent.stream()
                .filter(message -> message.role() == Role.USER && !message.redacted())
                .reduce((earlier, later) -> later);
    }

    Booking booking() {
        return bookings.find(key()).map(Session::state).orElse(Booking.NONE);
    }

    /** Deletes the conversation and the booking, and creates a new conversation. */
    void forget() {
        bookings.delete(key());
        chats.delete(conversation);
        conversation = chats.open(ConversationId.of(user), profile).id();
    }

    private SessionKey key() {
        return SessionKey.of(user);
    }
}
