package dev.chatstore.testkit.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A minimal Redis client, so that no client library is needed to run a contract. */
final class RespClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS =
            Math.toIntExact(Duration.ofSeconds(5).toMillis());

    private final Socket socket;
    private final DataInputStream in;

    RespClient(Address address) throws IOException {
        socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Returns the reply: a text, a list of replies, or null. A number is returned as a text. */
    @Nullable Object ask(List<String> command) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(line("*" + command.size()));
        for (String word : command) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            request.writeBytes(line("$" + bytes.length));
            request.writeBytes(bytes);
            request.writeBytes(line(""));
        }
        socket.getOutputStream().write(request.toByteArray());
        return reply();
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Object reply() throws IOException {
        int kind = in.readUnsignedByte();
        String line = line();
        return switch (kind) {
            case '+', ':' -> line;
            case '$' -> bulk(Integer.parseInt(line));
            case '*' -> list(Integer.parseInt(line));
            case '-' -> throw new IllegalStateException("Redis replied with an error: " + line);
            default -> throw new IOException("unknown type of a Redis reply: " + kind);
        };
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\r'; next = in.readUnsignedByte()) {
            line.write(next);
        }
        in.skipNBytes(1);
        return line.toString(StandardCharsets.UTF_8);
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private @Nullable List<@Nullable Object> list(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(reply());
        }
        return list;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
