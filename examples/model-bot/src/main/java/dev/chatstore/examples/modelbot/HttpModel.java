package dev.chatstore.examples.modelbot;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model behind a chat-completion API. */
final class HttpModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> MESSAGE = new TypeReference<>() {};
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final String name;
    private final String key;

    HttpModel(URI url, String name, String key) {
        this.url = url;
        this.name = name;
        this.key = key;
    }

    /** Returns the model's next message. */
    Map<String, @Nullable Object> complete(List<Map<String, @Nullable Object>> messages) {
        try {
            String body = JSON.writeValueAsString(
                    Map.of("model", name, "messages", messages, "tools", List.of(Assistant.FerrySeats.DEFINITION)));
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                    .timeout(Duration.ofMinutes(2))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new ModelException("The model answered with status " + response.statusCode() + ".", null);
            }
            JsonNode message = JSON.readTree(response.body()).at("/choices/0/message");
            if (!message.isObject()) {
                throw new ModelException("The model answered without a message.", null);
            }
            return JSON.convertValue(message, MESSAGE);
        } catch (IOException e) {
            throw new ModelException("No model answers at " + url + ". Set MODEL_URL, or start one there.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("Interrupted.", e);
        }
    }
}
