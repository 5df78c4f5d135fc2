package dev.chatstore.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A network that fails on demand: takes connections on a free port of the loopback, and passes on whatever comes
 * between them and a server there. It knows no protocol but that requests are answered. What is called here goes for
 * all its connections, those to come among them, unless it says otherwise. Safe for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final NetworkFaults faults = new NetworkFaults();
    private volatile boolean refusing;
    private volatile boolean closed;

    private FaultProxy(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /**
     * Starts a proxy before a port of the loopback; the server need not run yet.
     *
     * @throws UncheckedIOException if there is no free port
     */
    public static FaultProxy before(int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            FaultProxy proxy = new FaultProxy(port, listener);
            start("fault-proxy-" + listener.getLocalPort(), proxy::takeConnections);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells a request that holds a text in ASCII, whatever its case. */
    public static Predicate<byte[]> containing(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return request -> new String(request, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }

    /** Returns the port to connect to in place of the server's. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets every connection there is, on both sides. New ones are taken as before. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Resets every new connection as soon as it is made, until {@link #accept()}; those there are stay. */
    public void refuse() {
        refusing = true;
    }

    /** Takes new connections again. */
    public void accept() {
        refusing = false;
    }

    /** Waits that long before each chunk of requests or of replies is passed on, from now on. */
    public void delay(Duration requests, Duration replies) {
        faults.delay(requests, replies);
    }

    /** Keeps all replies back from now on, until {@link #releaseReplies()}; requests go through. */
    public void holdReplies() {
        faults.holdReplies();
    }

    /** Passes on the replies that were kept back, and those to come. */
    public void releaseReplies() {
        faults.releaseReplies();
    }

    /**
     * Loses one reply: the next chunk of requests that is wanted is passed on, whatever the server answers is thrown
     * away, and the client's connection is reset. So the server has done what its client was not told. A connection
     * that the server closes without an answer is not counted among the {@link #lostReplies()}.
     *
     * @param wanted is asked for each chunk that a client sends, until it says yes, by any thread
     */
    public void loseReplyTo(Predicate<byte[]> wanted) {
        faults.loseReplyTo(wanted);
    }

    /** Takes back what was asked of {@link #loseReplyTo}, if no request was met yet. */
    public void loseNoReply() {
        faults.loseReplyTo(null);
    }

    /** Returns how many replies were lost so far. */
    public long lostReplies() {
        return faults.lostReplies();
    }

    /** Returns how many connections are open now. */
    public int connections() {
        return connections.size();
    }

    /** Resets all connections and takes no more. Returns once all its threads are through with them. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(ProxiedConnection::reset);
        connections.forEach(ProxiedConnection::awaitEnd);
    }

    private void takeConnections() {
        while (!closed) {
            try {
                take(listener.accept());
            } catch (IOException e) {
                // Either the proxy is closed, or a client was gone before it was taken.
            }
        }
    }

    private void take(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, faults, connections::remove);
        if (refusing) {
            connection.reset();
            return;
        }
        connections.add(connection);
        start("fault-proxy-requests", () -> connection.run(target));
        if (closed) {
            // Added too late for close() to have seen it.
            connection.reset();
        }
    }

    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
