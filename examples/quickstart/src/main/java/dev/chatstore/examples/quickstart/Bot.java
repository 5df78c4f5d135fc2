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
 * The bot, on whatever stores it is given: each thing said is durable before it is thought about, the booking is kept
 * before the answer is given, and the answer is durable before it is seen. Killed between any two of these, it goes on
 * at {@link #owed} when it starts again.
 */
final class Bot {
    private final String user;
    private final Profile profile;
    private final ChatStore chats;
    private final SessionStore<Booking> bookings;
    private ConversationId conversation;

    /** Goes on with the conversation of the user's name or the newest that the user owns, or begins one. */
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

    String hear(String text) {
        // The id makes it safe to send the message again when its receipt was lost on the way.
        String id = UUID.randomUUID().toString();
        AppendReceipt receipt = chats.append(
                conversation, NewMessage.user(text).withAuthor(user).withId(id));
        return answer(receipt.lastSequence(), text, Instant.now());
    }

    /** Answers what was said last, if nobody has: the bot was stopped before it could. */
    Optional<String> owed() {
        return chats.recent(conversation, 1).stream()
                .filter(last -> last.role() == Role.USER)
                .findFirst()
                .map(last -> answer(last.sequence(), last.text(), last.created()));
    }

    private String answer(long sequence, String text, Instant said) {
        LocalDate day = LocalDate.ofInstant(said, ZoneId.systemDefault());
        Session<Booking> session =
                bookings.update(key(), () -> Booking.NONE, booking -> Listener.hear(booking, text, day));
        String reply = Replies.to(text, session.state());
        chats.append(conversation, NewMessage.assistant(reply).withMetadata(Map.of("answers", sequence)));
        return reply;
    }

    /** Returns the last thing that the user has said, or empty if there is none among the newest messages. */
    Optional<Message> lastSaid() {
        List<Message> recent = chats.recent(conversation, 50);
        return recent.stream()
                .filter(message -> message.role() == Role.USER && !message.redacted())
                .reduce((earlier, later) -> later);
    }

    Booking booking() {
        return bookings.find(key()).map(Session::state).orElse(Booking.NONE);
    }

    /** Removes the conversation and the booking, and begins anew. */
    void forget() {
        bookings.delete(key());
        chats.delete(conversation);
        conversation = chats.open(ConversationId.of(user), profile).id();
    }

    private SessionKey key() {
        return SessionKey.of(user);
    }
}
