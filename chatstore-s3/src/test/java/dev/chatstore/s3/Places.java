package dev.chatstore.s3;

import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.testkit.server.S3MockServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens places, with a clock that nothing may ask. */
final class Places {
    static final String SECRET = "tHe-sEcReT-oF-tHe-kEy";

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private Places() {}

    /** The server of all tests in this JVM, which ends with it. */
    private static final class Shared {
        static final S3MockServer SERVER = S3MockServer.start(Path.of(System.getProperty("s3mock.jar")));
    }

    static S3MockServer server() {
        return Shared.SERVER;
    }

    /** Returns the URL of a folder that nobody has used. */
    static String newUrl() {
        return "s3://" + server().bucket() + "/folder/" + PREFIXES.incrementAndGet();
    }

    static SegmentPlace open(String url, String store) {
        return open(url, store, server().url(), Map.of());
    }

    /** Opens a place that lists fewer objects at once than S3 allows. */
    static SegmentPlace openWithPages(int page, String url, String store, String endpoint) {
        S3Location location = S3Location.of(ConnectionUrl.parse(url), store);
        return new S3Place(S3Calls.open(location, new Settings(login(endpoint))), location, page);
    }

    private static Map<String, String> login(String endpoint) {
        return Map.of(
                "archive.s3.endpoint", endpoint,
                "archive.s3.access-key", "AKIDEXAMPLE",
                "archive.s3.secret-key", SECRET);
    }

    static SegmentPlace open(String url, String store, String endpoint, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(login(endpoint));
        all.putAll(settings);
        return open(url, store, all);
    }

    static SegmentPlace open(String url, String store, Map<String, String> settings) {
        BackendContext context = new BackendContext(
                ConnectionUrl.parse(url),
                new Settings(settings),
                () -> {
                    throw new AssertionError("the clock of the process decides nothing");
                },
                new Random(1));
        return new S3PlaceProvider().open(context.ofStore(store));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
