package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Redis server whose process this JVM started. */
final class LocalRedis extends LocalServer implements TestRedis {
    /** An option of this class, not of Redis: the server is a sentinel. */
    static final String SENTINEL = "sentinel";

    private final RedisAccess redis;
    private final List<String> options;

    private LocalRedis(RedisAccess redis, List<String> options) {
        super("Redis", redis.address());
        this.redis = redis;
        this.options = options;
    }

    /**
     * Starts a server on a free port.
     *
     * @param options names and values for the command line; a later one overrides an earlier one
     */
    static LocalRedis start(List<String> options) {
        int password = options.lastIndexOf("--requirepass");
        return startOnFreePort(
                Ports::free,
                address -> new LocalRedis(
                        new RedisAccess(address, password < 0 ? "" : options.get(password + 1)), options));
    }

    @Override
    void startNew() {
        start();
    }

    @Override
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(RedisProgram.path().toString()));
        if (isSentinel()) {
            // A sentinel rewrites its configuration, and so needs it in a file.
            command.add(data().resolve("sentinel.conf").toString());
            command.add("--sentinel");
        } else {
            command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
        }
        command.addAll(List.of("--port", Integer.toString(port()), "--bind", Address.LOOPBACK));
        command.addAll(List.of(
                "--dir", data().toString(), "--pidfile", folder().pidFile().toString()));
        // A process title would hide the command line, which identifies the owner of the process.
        command.addAll(List.of("--set-proc-title", "no", "--daemonize", "no"));
        // An empty argument ends the command line that Java shows, so that it comes after the folder.
        command.addAll(isSentinel() ? List.of() : List.of("--save", ""));
        command.addAll(options);
        command.remove(SENTINEL);
        return command;
    }

    private boolean isSentinel() {
        return options.contains(SENTINEL);
    }

    private Path data() {
        return folder().path().resolve("data");
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(data());
            Path sentinel = data().resolve("sentinel.conf");
            if (isSentinel() && !Files.exists(sentinel)) {
                Files.createFile(sentinel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.start();
    }

    @Override
    public void startEmpty() {
        ServerFolder.delete(data());
        start();
    }

    @Override
    boolean answersFrom(ServerProcess started) {
        return redis.answersFrom(started.pid());
    }

    @Override
    IllegalStateException startFailed() {
        return new IllegalStateException("Redis did not start\n" + folder().lastLogLines());
    }

    @Override
    String stopSignal() {
        return "TERM";
    }

    @Override
    String discardSignal() {
        return "KILL";
    }

    @Override
    public String url() {
        return redis.url();
    }

    @Override
    public @Nullable Object ask(String... command) {
        return redis.ask(List.of(command));
    }

    @Override
    public String info(String section, String name) {
        return redis.info(section, name);
    }
}
