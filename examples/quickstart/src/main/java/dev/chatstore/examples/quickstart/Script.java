package dev.chatstore.examples.quickstart;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import java.io.IOException;
import java.util.List;

/**
 * The scripted conversation: imports a history, continues it, starts another process, kills it while it writes, and
 * verifies that every message reported as stored exists.
 */
final class Script {
    private final Options options;
    private final SampleHistory sample;
    private final Screen screen;

    Script(Options options, SampleHistory sample, Screen screen) {
        this.options = options;
        this.sample = sample;
        this.screen = screen;
    }

    /**
     * Runs the script.
     *
     * @throws IllegalStateException if a message is missing
     */
    void play() throws IOException, InterruptedException {
        try (Storage stores = ChatStorage.open(options.store())) {
            screen.line("1. Import a history and continue it");
            screen.note(sample.importInto(stores.chats()).summary());
            screen.note("imported again: " + sample.importInto(stores.chats()).summary());
            Chat chat = begin(stores);
            say(chat, "Hello again! I'd like to book a table for four.");
        }
        if (!isPersistent()) {
            screen.note("this storage loses its data when it is closed, so the rest of the script is skipped");
            return;
        }
        screen.line("");
        screen.line("2. Start another process and kill it (SIGKILL) while it writes");
        screen.note("it receives \"Friday, 19:30\" and then writes one message after the other");
        long stored = new KilledProcess(arguments(), screen).killedAfter(List.of("Friday, 19:30", "/flood"));
        screen.line("");
        try (Storage stores = ChatStorage.open(options.store())) {
            screen.line("3. Open the storage again");
            long found = new Flood(stores.chats(), options.user()).count();
            if (found < stored) {
                throw new IllegalStateException(
                        stored + " messages were reported as stored, but only " + found + " exist");
            }
            screen.note(
                    stored + " messages were reported as stored, " + found + " exist, in order and without duplicates");
            Chat chat = begin(stores);
            say(chat, "Anna Lindqvist");
            say(chat, "Yes, please!");
            say(chat, "/find dog");
            say(chat, "/history 4");
        }
        screen.line("");
        screen.line("Everything is stored in " + options.shownStore()
                + ". Run it in a terminal to talk to the bot yourself.");
    }

    private boolean isPersistent() {
        try (Storage stores = ChatStorage.open(options.store())) {
            return new Bot(stores, options.user()).lastMessage().isPresent();
        }
    }

    private Chat begin(Storage stores) {
        Chat chat = new Chat(stores, options.user(), screen);
        chat.begin();
        return chat;
    }

    private void say(Chat chat, String line) {
        screen.user(options.user(), line);
        chat.take(line);
    }

    private List<String> arguments() {
        return List.of(
                "--stdin",
                "--store",
                options.store(),
                "--user",
                options.user(),
                "--data",
                sample.folder().toString());
    }
}
