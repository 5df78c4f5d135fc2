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

    /** Shows where the conversation stands, and answers what was left unanswered. */
    void begin() {
        Conversation conversation = chats.find(bot.conversation()).orElseThrow();
        List<Message> last = chats.recent(conversation.id(), SHOWN);
        String title = conversation.profile().title();
        screen.line(Screen.cut(title == null ? conversation.id().value() : title) + ": " + conversation.messageCount()
                + " messages" + (last.isEmpty() ? "" : ", the last of them:"));
        last.forEach(screen::message);
        long flooded = flood.count();
        if (flooded > 0) {
            screen.note("the flood: all messages from 1 to " + flooded + " are there");
        }
        bot.owed().ifPresent(reply -> {
            screen.note("there was no time to answer that");
            screen.bot(reply);
        });
        screen.bot(bot.lastSaid()
                .map(said -> "Welcome back, " + user + ". Last time you said: " + Screen.cut(said.text()))
                .orElse("Welcome to Harbour House, " + user + ". A table, a room, or the boat?"));
        if (bot.booking().open()) {
            screen.bot("I have " + bot.booking().status() + ".");
        }
    }

    /** Takes lines until there are no more or the user leaves. */
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

    /** Takes one line, and returns whether the user stays. */
    boolean take(String line) {
        try {
            if (line.startsWith("/")) {
                return commands.run(line);
            }
            if (!line.isEmpty()) {
                screen.bot(bot.hear(line));
            }
        } catch (ChatStoreException e) {
            screen.note("that did not work: " + e.getMessage());
        }
        return true;
    }
}
