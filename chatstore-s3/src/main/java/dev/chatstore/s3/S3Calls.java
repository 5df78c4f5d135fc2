package dev.chatstore.s3;

import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.backend.DeferredInterrupt;
import dev.chatstore.core.backend.OpenGate;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Sends requests to S3 and reports failures as the API's exceptions. A request must be safe to send again. Safe for use by
 * several threads.
 *
 * <p>An interrupt does not end a call: the request is sent again, and the flag is set at the end.
 */
final class S3Calls implements AutoCloseable {
    private final S3Client client;
    private final String place;
    private final OpenGate gate;

    private S3Calls(S3Client client, String place) {
        this.client = client;
        this.place = place;
        this.gate = new OpenGate(place);
    }

    /** Creates a client, which is closed with this. Sends nothing. */
    static S3Calls open(S3Location location, Settings settings) {
        URI endpoint = S3Settings.endpoint(settings);
        return new S3Calls(S3Clients.of(settings), location + (endpoint == null ? "" : " at " + endpoint));
    }

    /** Returns the reply of a request that changes nothing. */
    <T extends @Nullable Object> T read(Function<S3Client, T> request) {
        return gate.call(() -> send(request, false));
    }

    /** Returns the reply of a request that changes something. */
    <T extends @Nullable Object> T write(Function<S3Client, T> request) {
        return gate.call(() -> send(request, true));
    }

    private <T extends @Nullable Object> T send(Function<S3Client, T> request, boolean writes) {
        try (DeferredInterrupt interrupt = DeferredInterrupt.begin()) {
            while (true) {
                try {
                    return request.apply(client);
                } catch (SdkException e) {
                    if (!(e instanceof AbortedException && Thread.interrupted())) {
                        throw S3Failure.of(e).toException(place, e, writes);
                    }
                    interrupt.caught();
                }
            }
        }
    }

    /** Waits for the calls in progress, for up to 30 seconds, and refuses further ones. */
    @Override
    public void close() {
        if (gate.close()) {
            client.close();
        }
    }

    /** Returns the URL and the endpoint, which contain no secret. */
    @Override
    public String toString() {
        return place;
    }
}
