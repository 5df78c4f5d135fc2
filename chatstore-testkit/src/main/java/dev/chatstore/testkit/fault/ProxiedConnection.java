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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A client's connection and the one to the server that stands for it, with a thread for each direction. */
final class ProxiedConnection {
    private static final int CHUNK = 1 << 16;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long END_SECONDS = 10;

    private final Socket client;
    private final Socket server = new Socket();
    private final NetworkFaults faults;
    private final Consumer<ProxiedConnection> onEnd;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean losing;
    private volatile boolean over;

    ProxiedConnection(Socket client, NetworkFaults faults, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.faults = faults;
        this.onEnd = onEnd;
    }

    /** Connects and passes on in both directions until either side has ended. */
    void run(int port) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread replies = FaultProxy.start("fault-proxy-replies", this::passReplies);
            passRequests();
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

    private void passRequests() {
        try {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                pause(faults.requestNanos());
                // Before the request is passed on: its reply may be there at once.
                if (faults.loses(Arrays.copyOf(chunk, length))) {
                    losing = true;
                }
                if (over) {
                    return;
                }
                out.write(chunk, 0, length);
            }
            server.shutdownOutput();
        } catch (IOException e) {
            reset();
        }
    }

    private void passReplies() {
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
                    // Its client is to meet the reset and nothing before it.
                    return;
                }
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

    /** Ends both connections at once, so that their other ends meet a reset and not an end. */
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

    /** Returns once no thread works on the connection; at most some seconds later. */
    void awaitEnd() {
        try {
            if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a connection through the proxy has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
