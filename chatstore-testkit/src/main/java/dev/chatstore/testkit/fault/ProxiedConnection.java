package dev.chatstore.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A connection of a client and the matching connection to the server, with one thread for each direction. */
final class ProxiedConnection {
    private static final int CHUNK = 1 << 16;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long END_SECONDS = 10;

    private final Socket client;
    private final Socket server = new Socket();
    private final NetworkFaults faults;
    private final TrafficCounter counter;
    private final AtomicBoolean requesting = new AtomicBoolean();
    private final Consumer<ProxiedConnection> onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean losing;
    private volatile boolean over;

    ProxiedConnection(Socket client, NetworkFaults faults, TrafficCounter counter, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.faults = faults;
        this.counter = counter;
        this.onEnd = onEnd;
    }

    /** Connects, and forwards bytes in both directions until either side ends. */
    void run(int port) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread replies = FaultProxy.start("fault-proxy-replies", this::forwardReplies);
            forwardRequests();
            replies.join();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        } finally {
            onEnd.accept(this);
            ended.countDown();
        }
    }

    private void forwardRequests() {
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                pause(faults.requestNanos());
                // Before the request is forwarded, because its reply may arrive at once.
                if (faults.loses(Arrays.copyOf(chunk, length))) {
                    losing = true;
                }
                if (over) {
                    return;
                }
                counter.requested(length, !requesting.getAndSet(true));
                out.write(chunk, 0, length);
            }
            server.shutdownOutput();
        } catch (IOException e) {
            reset();
        }
    }

    private void forwardReplies() {
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                if (losing) {
                    faults.lostReply();
                    reset();
                    return;
                }
                pause(faults.replyNanos());
                while (faults.isHolding() && !over) {
                    LockSupport.parkNanos(TICK_NANOS);
                }
                if (over) {
                    // The client must see the reset, and nothing before it.
                    return;
                }
                requesting.set(false);
                counter.replied(length);
                out.write(chunk, 0, length);
            }
            end();
        } catch (IOException e) {
            reset();
        }
    }

    private void pause(long nanos) {
        long start = System.nanoTime();
        for (long left = nanos; left > 0 && !over; left = nanos - (System.nanoTime() - start)) {
            LockSupport.parkNanos(Math.min(left, TICK_NANOS));
        }
    }

    private void end() throws IOException {
        if (losing) {
            reset();
            return;
        }
        over = true;
        client.close();
        server.close();
    }

    /** Resets both connections at once, so that the client and the server see a reset and not an end of stream. */
    void reset() {
        over = true;
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // The other thread closed it first.
            return;
        }
    }

    /** Waits until no thread uses the connection. */
    void awaitEnd() {
        try {
            if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a connection of the proxy has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
