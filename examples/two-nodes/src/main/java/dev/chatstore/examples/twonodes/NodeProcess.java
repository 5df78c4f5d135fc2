package dev.chatstore.examples.twonodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node in its own process. */
final class NodeProcess implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp");

    private final String name;
    private final Process process;
    private final PrintWriter in;
    private final BlockingQueue<NodeMessage> replies = new LinkedBlockingQueue<>();
    private final Notifications notifications = new Notifications();

    private NodeProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(this::read, "node-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a node. These environment variables configure its database and its caches. */
    static NodeProcess start(String name, String databaseUrl, String redisUrl) {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(List.of(ClassPath.here(), Node.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CHATSTORE_"));
        builder.environment()
                .putAll(Map.of(
                        "CHATSTORE_URL", databaseUrl,
                        "CHATSTORE_CACHE_URL", redisUrl,
                        "CHATSTORE_CACHE_BYTES", "16MiB"));
        try {
            return new NodeProcess(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().map(NodeMessage::of).forEach(this::take);
        } catch (IOException | UncheckedIOException e) {
            // The node has ended.
        }
        replies.add(new NodeMessage.Ended());
    }

    private void take(NodeMessage message) {
        if (message instanceof NodeMessage.Received received) {
            notifications.received(received);
        } else if (message instanceof NodeMessage.Missed) {
            notifications.missed();
        } else {
            replies.add(message);
        }
    }

    long pid() {
        return process.pid();
    }

    Notifications notifications() {
        return notifications;
    }

    /** Waits until the node is ready. */
    void awaitReady() {
        reply(NodeMessage.Ready.class);
    }

    Turn say(String sentence) {
        return ask(sentence, NodeMessage.Answered.class).turn();
    }

    View view() {
        return ask("view", NodeMessage.Viewed.class).view();
    }

    /**
     * Waits until the node has the given health state, and returns its health. Meanwhile it reads, since a node detects only
     * during a call that Redis is back.
     */
    NodeMessage.Healthy await(String state) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        NodeMessage.Healthy health = health();
        while (!health.state().equals(state)) {
            if (System.nanoTime() - end > 0 || hasEnded(50)) {
                throw new IllegalStateException("node " + name + " is " + health.state() + " and not " + state);
            }
            view();
            health = health();
        }
        return health;
    }

    private NodeMessage.Healthy health() {
        return ask("health", NodeMessage.Healthy.class);
    }

    CacheCounts counts() {
        return ask("counts", CacheCounts.class);
    }

    private <W extends NodeMessage> W ask(String line, Class<W> reply) {
        in.println(line);
        return reply(reply);
    }

    private <W extends NodeMessage> W reply(Class<W> type) {
        try {
            NodeMessage message = replies.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            if (type.isInstance(message)) {
                return type.cast(message);
            }
            throw new IllegalStateException("node " + name
                    + (message instanceof NodeMessage.Ended ? " ended unexpectedly" : " does not answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits for the end of the process. */
    private boolean hasEnded(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Closes the input, which ends the node, and kills the process if it does not end in time. */
    @Override
    public void close() {
        in.close();
        if (!hasEnded(5_000)) {
            process.destroyForcibly();
        }
    }

    /** Returns the name of the node. */
    @Override
    public String toString() {
        return name;
    }
}
