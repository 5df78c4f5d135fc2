package dev.chatstore.examples.twonodes;

import dev.chatstore.api.ChatStoreException;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts a PostgreSQL, a Redis and two nodes, and has them play a script. */
public final class TwoNodes {
    private final Screen screen;

    private TwoNodes(Screen screen) {
        this.screen = screen;
    }

    /** Plays it, and exits with 0 if all agree in the end, with 1 if not. */
    public static void main(String[] arguments) {
        AtomicBoolean brokenOff = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> brokenOff.set(true)));
        // Whatever wraps System.out, Maven for one, may not know how a terminal wants its text.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean agreed = false;
        try {
            agreed = new TwoNodes(new Screen(out, isTerminal())).run();
        } catch (ChatStoreException | IllegalStateException | UnsupportedOperationException e) {
            if (!brokenOff.get()) {
                System.err.println("two-nodes: " + e.getMessage());
            }
        }
        if (!agreed) {
            System.exit(1);
        }
    }

    private boolean run() {
        screen.line("One bot on two nodes, with a memory of their own (L1) and a Redis that they share (L2)");
        try (Servers servers = Servers.start();
                NodeProcess a = servers.node("A");
                NodeProcess b = servers.node("B")) {
            a.awaitReady();
            b.awaitReady();
            screen.line(
                    "%n  PostgreSQL %s, process %d",
                    servers.postgres().version(), servers.postgres().pid());
            screen.line(
                    "  Redis %s, process %d",
                    servers.redis().info("server", "redis_version"),
                    servers.redis().pid());
            screen.line("  node A, process %d; node B, process %d", a.pid(), b.pid());
            Duration away = new Script(servers, a, b, screen).play();
            Summary summary = new Summary(a, b, screen);
            summary.figures();
            return summary.agree(Check.of(servers.database().url()), away);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it is null before Java 22, and there is more to ask after it
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
