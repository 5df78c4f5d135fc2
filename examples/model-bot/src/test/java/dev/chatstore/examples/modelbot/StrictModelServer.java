package dev.chatstore.examples.modelbot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** Answers with given messages, and refuses requests that a chat-completion API refuses. */
final class StrictModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of("role", "name", "content", "tool_calls", "tool_call_id");

    private final HttpServer server;
    private final Queue<String> answers = new ArrayDeque<>();
    private final List<List<String>> requests = new ArrayList<>();

    StrictModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
    }

    void answer(String message) {
        answers.add(message);
    }

    /** Returns the messages of each request, as their role and content. */
    List<List<String>> requests() {
        return requests;
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode messages = JSON.readTree(exchange.getRequestBody()).get("messages");
        List<String> shown = new ArrayList<>();
        messages.forEach(message -> shown.add(
                message.get("role").asText() + ": " + message.get("content").asText()));
        requests.add(shown);
        boolean accepted = isAccepted(messages);
        byte[] body = (accepted ? "{\"choices\": [{\"message\": " + answers.remove() + "}]}" : "{}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(accepted ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static boolean isAccepted(JsonNode messages) {
        Set<String> open = new HashSet<>();
        for (JsonNode message : messages) {
            Set<String> keys = new HashSet<>();
            message.fieldNames().forEachRemaining(keys::add);
            boolean isResult = message.get("role").asText().equals("tool");
            if (!KEYS.containsAll(keys) || isResult != !open.isEmpty()) {
                return false;
            }
            if (isResult && !open.remove(message.path("tool_call_id").asText())) {
                return false;
            }
            message.path("tool_calls").forEach(call -> open.add(call.get("id").asText()));
        }
        return open.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
