package dev.chatstore.s3;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of connections to S3. */
final class S3Settings {
    static final Setting<String> REGION = Setting.text(
            "archive.s3.region",
            "Region of the bucket. Empty: us-east-1 if archive.s3.endpoint is set, else the one that the AWS SDK finds in the environment.");

    static final Setting<String> ENDPOINT = Setting.text(
            "archive.s3.endpoint",
            "URL of the storage, such as https://storage.example.com:9000. Empty: that of AWS in the region.");

    static final Setting<PathStyle> PATH_STYLE = Setting.choice(
            "archive.s3.path-style",
            PathStyle.class,
            PathStyle.AUTO,
            "Whether the bucket is part of the path and not of the host's name. With auto, if archive.s3.endpoint is set.");

    static final Setting<String> ACCESS_KEY = Setting.text(
            "archive.s3.access-key",
            "Id of the access key. Empty: the credentials that the AWS SDK finds, as in the environment, a profile or the role of the machine.");

    static final Setting<String> SECRET_KEY = Setting.text("archive.s3.secret-key", "Secret of the access key.");

    static final Setting<Duration> CONNECTION_TIMEOUT = Setting.duration(
            "archive.s3.connection-timeout",
            "2s",
            "10ms",
            "10m",
            "Maximum time that one attempt waits to open a connection.");

    static final Setting<Duration> SOCKET_TIMEOUT = Setting.duration(
            "archive.s3.socket-timeout",
            "10s",
            "10ms",
            "1h",
            "Maximum time that one attempt waits for more of a reply.");

    static final Setting<Integer> RETRIES = Setting.count(
            "archive.s3.retries",
            4,
            0,
            100,
            "Maximum number of retries of a request after a lost connection, damage on the way, or while the storage is overloaded.");

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "archive.s3.timeout", "30s", "10ms", "1h", "Maximum time of a request with all of its retries.");

    /** All settings, in the order of the documentation. */
    static final List<Setting<?>> ALL = List.of(
            REGION, ENDPOINT, PATH_STYLE, ACCESS_KEY, SECRET_KEY, CONNECTION_TIMEOUT, SOCKET_TIMEOUT, RETRIES, TIMEOUT);

    enum PathStyle {
        AUTO,
        ON,
        OFF
    }

    private S3Settings() {}

    /**
     * Returns the URL of the storage, or null for that of AWS.
     *
     * @throws InvalidInputException if it is not one of a host. It may hold a password, which is not shown
     */
    static @Nullable URI endpoint(Settings settings) {
        String text = settings.get(ENDPOINT);
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean isPlain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (isHttp && isPlain && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message quotes the text.
        }
        throw new InvalidInputException(ENDPOINT.key(), "must have the form https://host:port", text.length());
    }
}
