package dev.chatstore.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds free ports below the range that the system assigns to outgoing connections. Otherwise a client that retries
 * while a server is down could be assigned the port of the server, and connect to itself.
 */
final class Ports {
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;

    /** The next port to try. Each process begins at a different one. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 61 % (HIGHEST - LOWEST)));

    private Ports() {}

    static int free() {
        for (int i = LOWEST; i < HIGHEST; i++) {
            int port = LOWEST + NEXT.getAndIncrement() % (HIGHEST - LOWEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
