package dev.chatstore.examples.quickstart;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** A conversation in the terminal. */
final class Chat {
    private static final int SHOWN = 4;

    private final String user;
    private final Screen screen;
    private final ChatStore chats;
    private final Bot bot;
    private final Flood flood;
    private final Commands commands;

    Chat(Storage stores, String user, Screen screen) {
        this.user = user;
        this.screen = screen;
        this.chats = stores.chats();
        this.bot = new Bot(stores, user);
        this.flood = new Flood(chats, user);
        this.commands = new Commands(chats, bot, flood, screen);
    }

    /** Shows the newest messages, and answers the last one if it has no answer. */
    void begin() {
        Conversation conversation = chats.find(bot.conversation()).orElseThrow();
        List<Message> last = chats.recent(conversation.id(), SHOWN);
        String title = conversation.profile().title();
        screen.line(Screen.cut(title == null ? conversation.id().value() : title) + ": " + conversation.messageCount()
                + " messages" + (last.isEmpty() ? "" : ", the newest are:"));
        last.forEach(screen::message);
        long flooded = flood.count();
        if (flooded > 0) {
            screen.note("the flood: all messages from 1 to " + flooded + " exist");
        }
        bot.answerPending().ifPresent(reply -> {
            screen.note("this message has no answer yet");
            screen.bot(reply);
        });
        screen.bot(bot.lastMessage()
                .map(said -> "Welcome back, " + user + ". Last time you said: " + Screen.cut(said.text()))
                .orElse("Welcome to Harbour House, " + user + ". A table, a room, or the boat?"));
        if (bot.booking().open()) {
            screen.bot("I have " + bot.booking().status() + ".");
        }
    }

    /** Reads lines until the end of the input or until the user leaves. */
    void talk(BufferedReader lines, boolean prompting) throws IOException {
        boolean more = true;
        while (more) {
            if (prompting) {
                screen.prompt(user);
            }
            String line = lines.readLine();
            if (line == null && prompting) {
                screen.line("");
            }
            more = line != null && take(line.strip());
        }
    }

    /** Processes one line and returns whether the user stays. */
    boolean take(String line) {
        try {
            if (line.startsWith("/")) {
                return commands.run(line);
            }
            if (!line.isEmpty()) {
                screen.bot(bot.reply(line));
            }
        } catch (ChatStoreException e) {
            screen.note("failed: " + e.getMessage());
        }
        return true;
    }
}
