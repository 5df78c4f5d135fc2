package dev.chatstore.examples.modelbot;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;

/**
 * Answers what is typed until an empty line. The variables {@code MODEL_URL} (by default {@code
 * http://localhost:11434/v1}, a local Ollama), {@code MODEL_NAME} and {@code MODEL_KEY} choose the model.
 */
public final class ModelBot {
    private ModelBot() {}

    /** Runs the bot. */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        HttpModel model = new HttpModel(
                URI.create(environment.getOrDefault("MODEL_URL", "http://localhost:11434/v1")),
                environment.getOrDefault("MODEL_NAME", "llama3.2"),
                environment.getOrDefault("MODEL_KEY", "none"));
        try (ChatStorage storage = ChatStorage.open("sqlite:model-bot.db");
                Scanner in = new Scanner(System.in, StandardCharsets.UTF_8)) {
            ConversationId id = ConversationId.of("terminal");
            storage.chats().open(id, Profile.EMPTY.withSystemPrompt("You sell ferry tickets. Be brief."));
            Assistant assistant = new Assistant(storage.chats(), id, model);
            System.out.print("> ");
            for (String line = read(in); !line.isBlank(); line = read(in)) {
                System.out.print(assistant.answer(line) + "\n> ");
            }
        } catch (ModelException e) {
            System.err.println(e.getMessage());
        }
    }

    private static String read(Scanner in) {
        return in.hasNextLine() ? in.nextLine() : "";
    }
}
