package dev.chatstore.examples.quickstart;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Page;
import dev.chatstore.api.Slice;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The commands that a user can enter in the chat. */
final class Commands {
    private static final int PAGE = 200;

    private static final String HELP = """
              /history [N]   the last N messages (10)
              /find WORDS    the messages that contain these words
              /edit N TEXT   change the text of message N; the old text is kept as a revision
              /goal          the current booking
              /chats         all conversations, newest first
              /flood         write as fast as possible; kill the program (kill -9) and start it again
              /forget        delete this conversation and its booking
              /quit          quit; killing the program is safe too""";

    private final ChatStore chats;
    private final Bot bot;
    private final Flood flood;
    private final Screen screen;

    Commands(ChatStore chats, Bot bot, Flood flood, Screen screen) {
        this.chats = chats;
        this.bot = bot;
        this.flood = flood;
        this.screen = screen;
    }

    /** Runs a command and returns whether the user stays. */
    boolean run(String line) {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "/history" -> history(rest);
            case "/find" -> find(rest);
            case "/edit" -> edit(rest);
            case "/goal" -> screen.note(bot.booking().status());
            case "/chats" -> list();
            case "/flood" -> flood.write(screen);
            case "/forget" -> forget();
            case "/help" -> screen.line(HELP);
            case "/quit", "/exit" -> {
                return false;
            }
            default -> screen.note("unknown command " + words[0] + "; /help lists the commands");
        }
        return true;
    }

    private void history(String count) {
        if (!count.matches("\\d{0,6}")) {
            screen.note("number of messages is missing or invalid; for example: /history 20");
            return;
        }
        chats.recent(bot.conversation(), count.isEmpty() ? 10 : Integer.parseInt(count))
                .forEach(screen::message);
    }

    /** Reads the whole conversation page by page. */
    private void find(String words) {
        if (words.isEmpty()) {
            screen.note("words are missing; for example: /find dog");
            return;
        }
        String wanted = words.toLowerCase(Locale.ROOT);
        List<Message> found = Stream.iterate(
                        chats.history(bot.conversation(), Slice.oldest(PAGE)),
                        page -> !page.isEmpty(),
                        page -> chats.history(
                                bot.conversation(),
                                Slice.after(page.get(page.size() - 1).sequence(), PAGE)))
                .flatMap(List::stream)
                .filter(message -> message.text().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        found.forEach(screen::message);
        screen.note(found.size() + " found");
    }

    private void edit(String rest) {
        String[] parts = rest.split("\\s+", 2);
        if (parts.length < 2 || !parts[0].matches("\\d{1,9}")) {
            screen.note("message number or text is missing; for example: /edit 3 A table for five");
            return;
        }
        ConversationId id = bot.conversation();
        long sequence = Long.parseLong(parts[0]);
        chats.edit(id, sequence, MessageEdit.of(parts[1]))
                .ifPresentOrElse(
                        edited -> {
                            screen.message(edited);
                            chats.revisions(id, sequence).stream()
                                    .filter(older -> older.revision() < edited.revision())
                                    .forEach(older -> screen.note(
                                            "revision " + older.revision() + ": " + Screen.cut(older.text())));
                        },
                        () -> screen.note("message " + sequence + " does not exist"));
    }

    private void list() {
        ConversationQuery query = ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT);
        Page<Conversation> page = chats.list(query);
        for (Conversation conversation : page.items()) {
            String title = conversation.profile().title();
            screen.line("  " + conversation.profile().owner() + ": " + (title == null ? "" : Screen.cut(title) + ", ")
                    + conversation.messageCount() + " messages");
        }
        if (page.next() != null) {
            screen.note("older conversations are not shown");
        }
    }

    private void forget() {
        bot.forget();
        flood.delete();
        screen.note("deleted; the sample history is imported again at the next start");
    }
}
