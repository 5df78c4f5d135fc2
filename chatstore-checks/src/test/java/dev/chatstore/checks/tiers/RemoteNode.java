package dev.chatstore.checks.tiers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A node in another process. It executes as many calls at a time as it has connections. */
final class RemoteNode implements Node {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 4;
    private static final int START_MILLIS = 60_000;

    private final Process process;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(CONNECTIONS);

    private record Line(Socket socket, BufferedReader in, BufferedWriter out) {}

    private RemoteNode(Process process) {
        this.process = process;
    }

    /** Starts a process, and returns when it is connected. */
    static RemoteNode start(String databaseUrl, Map<String, String> settings) {
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.setSoTimeout(START_MILLIS);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NodeProcess.class.getName(),
                            Integer.toString(listener.getLocalPort()),
                            Integer.toString(CONNECTIONS),
                            databaseUrl,
                            JSON.writeValueAsString(settings))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            RemoteNode node = new RemoteNode(process);
            for (int i = 0; i < CONNECTIONS; i++) {
                node.lines.add(line(listener.accept()));
            }
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new Line(
                socket,
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)));
    }

    @Override
    public NodeCall.Answer call(NodeCall call) {
        try {
            Line line = lines.take();
            try {
                line.out.write(JSON.writeValueAsString(call));
                line.out.write('\n');
                line.out.flush();
                String answer = line.in.readLine();
                if (answer == null) {
                    throw new IllegalStateException("the process of the node has ended");
                }
                return JSON.readValue(answer, NodeCall.Answer.class);
            } finally {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the process, so that it cannot send its pending notifications. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        for (Line line : lines) {
            try {
                line.socket.close();
            } catch (IOException e) {
                // It is closed already.
                continue;
            }
        }
    }
}
