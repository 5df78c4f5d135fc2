package dev.chatstore.postgres;

import dev.chatstore.testkit.Polling;
import dev.chatstore.testkit.server.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PgBouncer in transaction mode, which the Debian package {@code pgbouncer} provides. */
final class PgBouncer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one before a server, with two connections to it for each database. */
    static PgBouncer before(TestDatabase database, int serverPort, Path folder) throws IOException {
        int port = freePort();
        Path log = folder.resolve("log");
        Path file = Files.writeString(
                folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 2
                ignore_startup_parameters = extra_float_digits, options
                """.formatted(serverPort, database.user(), database.password(), port));
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root.
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of("/usr/sbin/pgbouncer", file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Polling.until(START_LIMIT, () -> !process.isAlive() || answers(port));
        if (!process.isAlive() || !answers(port)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "PgBouncer does not start; is bin/prepare-tests missing? " + Files.readString(log));
        }
        return new PgBouncer(process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
