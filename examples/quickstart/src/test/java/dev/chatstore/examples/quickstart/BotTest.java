package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Role;
import dev.chatstore.api.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotTest {
    private Storage stores;

    @BeforeEach
    void open(@TempDir Path folder) {
        stores = ChatStorage.open("sqlite:" + folder.resolve("bot.db"));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void messagesAndAnswersAreStored() {
        Bot bot = new Bot(stores, "kari");
        String reply = bot.reply("Hei!");
        assertThat(stores.chats().recent(bot.conversation(), 10))
                .extracting(message -> message.role() + " " + message.text())
                .containsExactly("USER Hei!", "ASSISTANT " + reply);
    }

    @Test
    void aBookingIsRememberedByTheNextBot() {
        new Bot(stores, "kari").reply("A table for two tomorrow");
        Bot next = new Bot(stores, "kari");
        assertThat(next.booking().status()).contains("for 2").endsWith("still missing: the time, a name");
        assertThat(next.reply("at 20:00")).endsWith("And the name, please?");
    }

    @Test
    void twoUsersDoNotShareABooking() {
        new Bot(stores, "kari").reply("A table for two");
        assertThat(new Bot(stores, "tom").booking()).isEqualTo(Booking.NONE);
    }

    @Test
    void theNewestConversationOfTheUserIsContinued() {
        ConversationId imported = ConversationId.of("boat-tour");
        stores.chats().open(imported, Profile.EMPTY.withOwner("kari"));
        assertThat(new Bot(stores, "kari").conversation()).isEqualTo(imported);
        assertThat(new Bot(stores, "tom").conversation()).isEqualTo(ConversationId.of("tom"));
    }

    @Test
    void aMessageWithoutAnAnswerIsAnsweredOnce() {
        ConversationId id = new Bot(stores, "kari").conversation();
        stores.chats().append(id, NewMessage.user("A table for three"));
        assertThat(new Bot(stores, "kari").answerPending()).contains("I have a table for 3. Which day?");
        assertThat(new Bot(stores, "kari").answerPending()).isEmpty();
        assertThat(stores.chats().recent(id, 10)).extracting("role").containsExactly(Role.USER, Role.ASSISTANT);
    }

    @Test
    void aPendingAnswerMakesNoSecondBooking() {
        Bot bot = new Bot(stores, "kari");
        bot.reply("A table for three, Friday, 19:00, my name is Kari");
        stores.chats().append(bot.conversation(), NewMessage.user("yes"));
        assertThat(bot.answerPending().orElseThrow()).startsWith("It is in the book: a table for 3");
        assertThat(bot.booking().booked()).isTrue();
    }

    @Test
    void forgettingDeletesEverything() {
        Bot bot = new Bot(stores, "kari");
        bot.reply("A table for two");
        bot.forget();
        assertThat(bot.booking()).isEqualTo(Booking.NONE);
        assertThat(stores.chats().recent(bot.conversation(), 10)).isEmpty();
        assertThat(new Bot(stores, "kari").lastMessage()).isEmpty();
    }
}
