package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A Redis whose process was started here. */
final class OwnRedis implements TestRedis {
    /** An option that is none of Redis: the server is a sentinel. */
    static final String SENTINEL = "sentinel";

    private static final int ATTEMPTS = 5;
    private static final Set<OwnRedis> OPEN = ConcurrentHashMap.newKeySet();

    static {
        ServerFolder.sweep();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(OwnRedis::close)));
    }

    private final RedisSide side;
    private final ServerFolder folder;
    private final List<String> options;
    private final OneProcess process;

    private OwnRedis(RedisSide side, ServerFolder folder, List<String> options) {
        this.side = side;
        this.process = new OneProcess(side.toString());
        this.folder = folder;
        this.options = options;
    }

    /**
     * Starts a server on the first port that it gets.
     *
     * @param options options for its command line, names and values; later ones count
     */
    static OwnRedis start(List<String> options) {
        int password = options.lastIndexOf("--requirepass");
        for (int attempt = 1; ; attempt++) {
            Address address = new Address(Address.LOOPBACK, Ports.free());
            RedisSide side = new RedisSide(address, password < 0 ? "" : options.get(password + 1));
            OwnRedis server = new OwnRedis(side, ServerFolder.create(), options);
            OPEN.add(server);
            try {
                server.start();
                return server;
            } catch (IllegalStateException e) {
                server.close();
                if (attempt == ATTEMPTS || Ports.isFree(address.port())) {
                    throw e;
                }
                // Somebody took the port after it was found free.
            }
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(RedisProgram.path().toString()));
        if (isSentinel()) {
            // The sentinel writes its configuration anew, and wants it in a file.
            command.add(data().resolve("sentinel.conf").toString());
            command.add("--sentinel");
        } else {
            command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
        }
        command.addAll(List.of("--port", Integer.toString(port()), "--bind", Address.LOOPBACK));
        command.addAll(List.of(
                "--dir", data().toString(), "--pidfile", folder.pidFile().toString()));
        // Otherwise nobody could tell by its command line whose process it is.
        command.addAll(List.of("--set-proc-title", "no", "--daemonize", "no"));
        command.addAll(options);
        command.remove(SENTINEL);
        return command;
    }

    private boolean isSentinel() {
        return options.contains(SENTINEL);
    }

    private Path data() {
        return folder.path().resolve("data");
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
        if (!process.start(command(), folder.log(), started -> side.answersFrom(started.pid()))) {
            throw new IllegalStateException("Redis did not start\n" + folder.lastWords());
        }
    }

    @Override
    public void startEmpty() {
        ServerFolder.delete(data());
        start();
    }

    @Override
    public String url() {
        return side.url();
    }

    @Override
    public int port() {
        return side.address().port();
    }

    @Override
    public long pid() {
        return process.get().pid();
    }

    @Override
    public @Nullable Object ask(String... command) {
        return side.ask(List.of(command));
    }

    @Override
    public String info(String section, String name) {
        return side.info(section, name);
    }

    @Override
    public void kill() {
        process.get().kill();
    }

    @Override
    public void pause() {
        process.get().pause();
    }

    @Override
    public void resume() {
        process.get().resume();
    }

    @Override
    public void restart() {
        process.get().stop("TERM");
        start();
    }

    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        process.end("KILL");
        folder.delete();
    }

    @Override
    public String toString() {
        return side.toString();
    }
}
