package dev.chatstore.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP server on one thread whose replies a test decides byte by byte; no bytes close the connection. */
final class StubStorage implements AutoCloseable {
    static final byte[] NOTHING = {};

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");
    private static final String END = "\r\n\r\n";

    private final ServerSocket socket;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Function<Request, byte[]> replies;
    private final Thread thread = new Thread(this::serve, "stub-storage");

    /** A request: its first line and its headers, and its body. */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String head, byte[] body) {
        boolean is(String method) {
            return head.startsWith(method + " ");
        }
    }

    private StubStorage(ServerSocket socket, Function<Request, byte[]> replies) {
        this.socket = socket;
        this.replies = replies;
    }

    static StubStorage of(Function<Request, byte[]> replies) throws IOException {
        StubStorage storage = new StubStorage(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), replies);
        storage.thread.setDaemon(true);
        storage.thread.start();
        return storage;
    }

    /** Returns a reply with some headers, each of which ends with a line break. */
    static byte[] reply(String status, String headers, String body) {
        return ("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "Content-Length: " + body.length() + END
                        + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns an error as S3 sends it. */
    static byte[] error(String status, String code) {
        return reply(
                status,
                "Content-Type: application/xml\r\n",
                "<Error><Code>" + code + "</Code><Message>A message with details.</Message></Error>");
    }

    /** Returns the reply of another server. */
    static byte[] forward(Request request, String url) {
        URI to = URI.create(url);
        try (Socket server = new Socket(to.getHost(), to.getPort())) {
            OutputStream out = server.getOutputStream();
            out.write(request.head()
                    .replaceFirst("(?i)\r\nConnection: [^\r]*", "")
                    .replaceFirst(END, "\r\nConnection: close" + END)
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            out.flush();
            return server.getInputStream().readAllBytes();
        } catch (IOException e) {
            return NOTHING;
        }
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Returns the requests so far. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                Request request = read(client.getInputStream());
                requests.add(request);
                client.getOutputStream().write(replies.apply(request));
            } catch (IOException e) {
                // The client is gone, or the test has ended.
            }
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        return new Request(text, in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }
}
