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
 * A network that fails on demand. The proxy accepts connections on a free port of the loopback interface, and forwards
 * all bytes between them and a server there. It knows nothing of the protocol except that requests have replies. The
 * methods apply to all current and future connections, unless they say otherwise. Safe for use by multiple threads.
 */
public final class FaultProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final NetworkFaults faults = new NetworkFaults();
    private final TrafficCounter counter = new TrafficCounter();
    private volatile boolean refusing;
    private volatile boolean closed;

    private FaultProxy(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /**
     * Starts a proxy in front of a port of the loopback interface. The server need not be running yet.
     *
     * @throws UncheckedIOException if no port is free
     */
    public static FaultProxy before(int port) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            FaultProxy proxy = new FaultProxy(port, listener);
            start("fault-proxy-" + listener.getLocalPort(), proxy::acceptConnections);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a predicate for requests that contain an ASCII text, regardless of case. */
    public static Predicate<byte[]> containing(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return request -> new String(request, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }

    /** Returns the port to connect to instead of the server's port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets all current connections, on both sides. New connections are accepted as before. */
    public void cut() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** Resets every new connection at once, until {@link #accept()}. Current connections stay open. */
    public void refuse() {
        refusing = true;
    }

    /** Accepts new connections again. */
    public void accept() {
        refusing = false;
    }

    /** Delays each chunk of requests and of replies by these durations from now on. */
    public void delay(Duration requests, Duration replies) {
        faults.delay(requests, replies);
    }

    /** Holds back all replies from now on, until {@link #releaseReplies()}. Requests are forwarded. */
    public void holdReplies() {
        faults.holdReplies();
    }

    /** Forwards the replies that were held back, and all later ones. */
    public void releaseReplies() {
        faults.releaseReplies();
    }

    /**
     * Loses one reply: the next matching chunk of requests is forwarded, the reply of the server is discarded, and the
     * connection of the client is reset. So the server has executed a request whose result the client does not know. If
     * the server closes the connection without a reply, it is not counted in {@link #lostReplies()}.
     *
     * @param wanted matches the chunk; called by any thread for each chunk that a client sends, until it returns true
     */
    public void loseReplyTo(Predicate<byte[]> wanted) {
        faults.loseReplyTo(wanted);
    }

    /** Cancels {@link #loseReplyTo}, if no request has matched yet. */
    public void loseNoReply() {
        faults.loseReplyTo(null);
    }

    /** Returns the number of replies lost so far. */
    public long lostReplies() {
        return faults.lostReplies();
    }

    /**
     * Returns what was forwarded so far. When a client has received a reply, the reply and its request are counted.
     */
    public Traffic traffic() {
        return counter.traffic();
    }

    /** Returns the number of open connections. */
    public int connections() {
        return connections.size();
    }

    /** Resets all connections and accepts no more. Returns when no thread uses them any longer. */
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

    private void acceptConnections() {
        while (!closed) {
            try {
                handle(listener.accept());
            } catch (IOException e) {
                // Either the proxy is closed, or the client disconnected before it was accepted.
            }
        }
    }

    private void handle(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, faults, counter, connections::remove);
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
