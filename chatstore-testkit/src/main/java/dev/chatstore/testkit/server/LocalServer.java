package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A server that this JVM started, with at most one process at a time. It ends with the JVM if it is not closed. */
abstract class LocalServer implements ServerControl {
    private static final int ATTEMPTS = 5;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Set<LocalServer> OPEN = ConcurrentHashMap.newKeySet();

    static {
        ServerFolder.sweep();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(LocalServer::close)));
    }

    private final String name;
    private final Address address;
    private final ServerFolder folder = ServerFolder.create();
    private volatile @Nullable ServerProcess process;

    LocalServer(String name, Address address) {
        this.name = name;
        this.address = address;
    }

    /** Starts a new server on the first of the ports that no other process takes meanwhile. */
    static <S extends LocalServer> S startOnFreePort(IntSupplier ports, Function<Address, S> server) {
        for (int attempt = 1; ; attempt++) {
            Address address = new Address(Address.LOOPBACK, ports.getAsInt());
            S created = server.apply(address);
            OPEN.add(created);
            try {
                created.startNew();
                return created;
            } catch (IllegalStateException e) {
                created.close();
                if (attempt == ATTEMPTS || Ports.isFree(address.port())) {
                    throw e;
                }
                // Another process took the port after it was found free.
            }
        }
    }

    /** Creates the server's data and starts the server for the first time. */
    abstract void startNew();

    /** Returns the command that runs the server. It must contain the folder's {@link ServerFolder#pidFile}. */
    abstract List<String> command();

    /** Returns whether a server answers on the port, and is this process. */
    abstract boolean answersFrom(ServerProcess started);

    /** Returns the error for a server that does not start. */
    abstract IllegalStateException startFailed();

    /** Returns the signal that makes the server shut down in an orderly way. */
    abstract String stopSignal();

    /** Returns the signal that ends the server at once. Its data may be broken afterwards. */
    abstract String discardSignal();

    /** Removes what the ended server leaves outside its folder. */
    void removeLeftovers() {}

    final ServerFolder folder() {
        return folder;
    }

    @Override
    public void start() {
        ServerProcess before = process;
        if (before != null && before.isRunning()) {
            throw new IllegalStateException(name + " is already running");
        }
        ServerProcess started = ServerProcess.start(command(), folder.log());
        process = started;
        boolean settled = Polling.until(START_LIMIT, () -> answersFrom(started) || !started.isRunning());
        if (!settled || !started.isRunning()) {
            started.kill();
            throw startFailed();
        }
    }

    @Override
    public final int port() {
        return address.port();
    }

    @Override
    public final long pid() {
        return process().pid();
    }

    @Override
    public final void kill() {
        process().kill();
    }

    @Override
    public final void pause() {
        process().pause();
    }

    @Override
    public final void resume() {
        process().resume();
    }

    @Override
    public final void restart() {
        process().stop(stopSignal());
        start();
    }

    @Override
    public final void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        ServerProcess last = process;
        if (last != null && last.isRunning()) {
            last.stop(discardSignal());
        }
        try {
            removeLeftovers();
        } finally {
            folder.delete();
        }
    }

    private ServerProcess process() {
        ServerProcess last = process;
        if (last == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return last;
    }

    @Override
    public final String toString() {
        return name + " at " + address;
    }
}
