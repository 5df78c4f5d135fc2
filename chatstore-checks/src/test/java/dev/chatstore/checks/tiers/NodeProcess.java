package dev.chatstore.checks.tiers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The program of a node in another process. It connects to the process that started it, and reads one call per line.
 */
final class NodeProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NodeProcess() {}

    /**
     * The arguments are the port to connect to, the number of connections, the database URL, and the settings as JSON.
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> settings = JSON.readerForMapOf(String.class).<Map<String, String>>readValue(args[3]);
        try (LocalNode node = new LocalNode(args[2], settings)) {
            for (int i = 1; i < Integer.parseInt(args[1]); i++) {
                Thread thread = new Thread(() -> serve(node, args[0]), "calls-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            serve(node, args[0]);
        }
    }

    /** Ends with the connection, and so with the process that started this one. */
    private static void serve(Node node, String port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter out =
                        new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8))) {
            socket.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(JSON.writeValueAsString(node.call(JSON.readValue(line, NodeCall.class))));
                out.write('\n');
                out.flush();
            }
        } catch (IOException e) {
            // The other process has ended.
            return;
        }
    }
}
