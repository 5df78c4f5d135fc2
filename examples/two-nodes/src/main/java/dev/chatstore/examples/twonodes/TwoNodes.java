package dev.chatstore.examples.twonodes;

import dev.chatstore.api.ChatStoreException;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts a PostgreSQL, a Redis and two nodes, and runs the script. */
public final class TwoNodes {
    private final Screen screen;

    private TwoNodes(Screen screen) {
        this.screen = screen;
    }

    /** Runs the example. The exit code is 0 if all data is equal in the end, otherwise 1. */
    public static void main(String[] arguments) {
        AtomicBoolean interrupted = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted.set(true)));
        // Wrappers of System.out, such as that of Maven, may not use the charset of the terminal.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean agreed = false;
        try {
            agreed = new TwoNodes(new Screen(out, isTerminal())).run();
        } catch (ChatStoreException | IllegalStateException | UnsupportedOperationException e) {
            if (!interrupted.get()) {
                System.err.println("two-nodes: " + e.getMessage());
            }
        }
        if (!agreed) {
            System.exit(1);
        }
    }

    private boolean run() {
        screen.line("One bot on two nodes, each with a cache in memory (L1), and a shared Redis (L2)");
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
            Duration downtime = new Script(servers, a, b, screen).play();
            Summary summary = new Summary(a, b, screen);
            summary.counts();
            return summary.agree(Verification.of(servers.database().url()), downtime);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // It is null before Java 22; later versions need a second check.
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
