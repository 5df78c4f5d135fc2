package dev.chatstore.testkit.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that stores objects as S3 does: Adobe's S3Mock, in a process of its own. It accepts all credentials, and is empty
 * after a restart.
 */
public final class S3MockServer extends LocalServer {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Path jar;

    private S3MockServer(Path jar, Address address) {
        super("S3Mock", address);
        this.jar = jar;
    }

    /**
     * Starts a server on a free port, which the caller closes. An open server ends with the JVM. Takes about three seconds.
     *
     * @param jar the runnable jar, {@code com.adobe.testing:s3mock} with the classifier {@code exec}
     * @throws IllegalStateException if the jar does not exist, or the server does not start
     */
    public static S3MockServer start(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar
                    + " does not exist; let the build copy com.adobe.testing:s3mock with the classifier exec there");
        }
        return startOnFreePort(Ports::free, address -> new S3MockServer(jar, address));
    }

    /** Returns the bucket that exists from the beginning, which no other server has. */
    public String bucket() {
        return folder().path().getFileName().toString();
    }

    /** Returns the URL of the server, such as {@code http://127.0.0.1:9090}. */
    public String url() {
        return "http://" + Address.LOOPBACK + ":" + port();
    }

    @Override
    void startNew() {
        start();
    }

    @Override
    List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder().path(),
                "-Dchatstore.pid-file=" + folder().pidFile(),
                "-jar",
                jar.toString(),
                "--server.address=" + Address.LOOPBACK,
                // A port for TLS, which is not used.
                "--server.port=0",
                "--http.port=" + port(),
                "--com.adobe.testing.s3mock.store.initial-buckets=" + bucket());
    }

    /** Only this server has its bucket. */
    @Override
    boolean answersFrom(ServerProcess started) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url()).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            String buckets = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return buckets.contains("<Name>" + bucket() + "</Name>");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    IllegalStateException startFailed() {
        return new IllegalStateException("S3Mock did not start\n" + folder().lastLogLines());
    }

    @Override
    String stopSignal() {
        return "TERM";
    }

    @Override
    String discardSignal() {
        return "KILL";
    }
}
