package dev.chatstore.examples.twonodes;

import dev.chatstore.ChatStorage;
import dev.chatstore.core.operations.Health;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/** The program of a node. It executes the lines of its standard input and ends with them. */
final class Node {
    private final PrintStream out;
    private final ReentrantLock lock = new ReentrantLock();

    private Node(PrintStream out) {
        this.out = out;
    }

    /** Runs a node on the storage that the environment describes. */
    public static void main(String[] arguments) throws IOException {
        Node node = new Node(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ChatStorage storage = ChatStorage.fromEnvironment()) {
            storage.subscribe(Bot.CONVERSATION, new MessageListener(node::send));
            Bot bot = new Bot(storage);
            node.send(new NodeMessage.Ready());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                node.send(reply(line, bot, storage));
            }
        }
    }

    private static NodeMessage reply(String line, Bot bot, ChatStorage storage) {
        return switch (line) {
            case "view" -> new NodeMessage.Viewed(bot.view());
            case "health" -> health(storage.health());
            case "counts" -> CacheCounts.of(storage.statistics().caches());
            default -> new NodeMessage.Answered(bot.answer(line));
        };
    }

    private static NodeMessage health(Health health) {
        List<String> reasons = health.parts().stream()
                .filter(part -> part.reason() != null)
                .map(part -> part.name() + ": " + part.reason())
                .toList();
        return new NodeMessage.Healthy(health.state().name().toLowerCase(Locale.ROOT), reasons);
    }

    /** Listeners run in their own threads. */
    private void send(NodeMessage message) {
        lock.lock();
        try {
            out.println(message.line());
        } finally {
            lock.unlock();
        }
    }
}
