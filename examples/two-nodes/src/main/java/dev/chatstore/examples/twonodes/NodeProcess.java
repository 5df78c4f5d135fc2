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

/** A node in a Java virtual machine of its own. */
final class NodeProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
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
    private final BlockingQueue<Word> replies = new LinkedBlockingQueue<>();
    private final Hearing hearing = new Hearing();

    private NodeProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread reader = new Thread(this::read, "node-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a node with caches in front of a database: this environment is all that makes them. */
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
            out.lines().map(Word::of).forEach(this::take);
        } catch (IOException | UncheckedIOException e) {
            // As at its end: it says nothing more.
        }
        replies.add(new Word.Ended());
    }

    private void take(Word word) {
        if (word instanceof Word.Heard heard) {
            hearing.heard(heard);
        } else if (word instanceof Word.Missed) {
            hearing.missed();
        } else {
            replies.add(word);
        }
    }

    long pid() {
        return process.pid();
    }

    Hearing hearing() {
        return hearing;
    }

    /** Returns once the node listens. */
    void awaitReady() {
        reply(Word.Ready.class);
    }

    Turn hear(String sentence) {
        return ask(sentence, Word.Answered.class).turn();
    }

    View view() {
        return ask("view", Word.Viewed.class).view();
    }

    /**
     * Returns its health as soon as it is in a state. It is used meanwhile: whether Redis is back is noticed by who needs
     * it.
     */
    Word.Healthy await(String state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Word.Healthy health = health();
        while (!health.state().equals(state)) {
            if (System.nanoTime() - end > 0 || hasEnded(50)) {
                throw new IllegalStateException("node " + name + " is " + health.state() + " and not " + state);
            }
            view();
            health = health();
        }
        return health;
    }

    private Word.Healthy health() {
        return ask("health", Word.Healthy.class);
    }

    Figures figures() {
        return ask("figures", Figures.class);
    }

    private <W extends Word> W ask(String line, Class<W> reply) {
        in.println(line);
        return reply(reply);
    }

    private <W extends Word> W reply(Class<W> type) {
        try {
            Word word = replies.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (type.isInstance(word)) {
                return type.cast(word);
            }
            throw new IllegalStateException(
                    "node " + name + (word instanceof Word.Ended ? " has ended before its time" : " does not answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits so many milliseconds for its end. */
    private boolean hasEnded(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends it in order, or else by force. */
    @Override
    public void close() {
        in.close();
        if (!hasEnded(5_000)) {
            process.destroyForcibly();
        }
    }

    /** Returns its name. */
    @Override
    public String toString() {
        return name;
    }
}
