package dev.chatstore.examples.quickstart;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import java.io.IOException;
import java.util.List;

/**
 * The conversation that is played where nobody types: a history comes in, goes on, another process takes over, is
 * killed while it writes, and nothing that it was told to be stored is missing.
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
     * Plays it.
     *
     * @throws IllegalStateException if a message is missing in the end
     */
    void play() throws IOException, InterruptedException {
        try (Storage stores = ChatStorage.open(options.store())) {
            screen.line("1. A history comes in, and goes on");
            screen.note(sample.bringInto(stores.chats()).summary());
            screen.note("and once more: " + sample.bringInto(stores.chats()).summary());
            Chat chat = begin(stores);
            say(chat, "Hello again! I'd like to book a table for four.");
        }
        if (!keepsWhatIsClosed()) {
            screen.note("this store keeps nothing once it is closed, so there is nothing to kill and to find again");
            return;
        }
        screen.line("");
        screen.line("2. Another process takes over, and is killed (SIGKILL) while it writes");
        screen.note("it hears \"Friday, 19:30\", and then writes message after message");
        long told = new OtherProcess(arguments(), screen).killedAfter(List.of("Friday, 19:30", "/flood"));
        screen.line("");
        try (Storage stores = ChatStorage.open(options.store())) {
            screen.line("3. The store is opened again");
            long found = new Flood(stores.chats(), options.user()).count();
            if (found < told) {
                throw new IllegalStateException(told + " messages were told to be stored, and " + found + " are there");
            }
            screen.note(told + " messages were told to be stored, " + found + " are there, in order, none twice");
            Chat chat = begin(stores);
            say(chat, "Anna Lindqvist");
            say(chat, "Yes, please!");
            say(chat, "/find dog");
            say(chat, "/history 4");
        }
        screen.line("");
        screen.line("All of it is in " + options.shownStore() + ". In a terminal, you talk to the bot yourself.");
    }

    private boolean keepsWhatIsClosed() {
        try (Storage stores = ChatStorage.open(options.store())) {
            return new Bot(stores, options.user()).lastSaid().isPresent();
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
