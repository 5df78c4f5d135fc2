package dev.chatstore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class S3FailureTest {
    private static final String URL = "s3://bucket/folder";
    private static final String EMPTY = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    private static SegmentPlace open(String endpoint, Map<String, String> settings) {
        return Places.open(URL, "store1", endpoint, settings);
    }

    private static UnavailableException failure(String endpoint, Map<String, String> settings) {
        UnavailableException error = catchThrowableOfType(UnavailableException.class, () -> open(endpoint, settings));
        assertThat(error).isNotNull();
        return error;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 Not Found    | NoSuchBucket               | false | archive.url",
                "403 Forbidden    | AccessDenied               | false | s3:ListBucket",
                "403 Forbidden    | InvalidAccessKeyId         | false | archive.s3.access-key",
                "403 Forbidden    | SignatureDoesNotMatch      | false | archive.s3.secret-key",
                "400 Bad Request  | ExpiredToken               | false | refused the credentials",
                "403 Forbidden    | RequestTimeTooSkewed       | false | set its clock",
                "301 Moved        | PermanentRedirect          | false | archive.s3.region",
                "400 Bad Request  | AuthorizationHeaderMalformed | false | archive.s3.region",
                "501 Unknown      | NotImplemented             | false | archive.s3.endpoint",
                "400 Bad Request  | InvalidRequest             | false | archive.s3.endpoint",
                "503 Slow Down    | SlowDown                   | true  | is overloaded",
                "500 Error        | InternalError              | true  | is overloaded",
                "429 Too Many     | TooManyRequests            | true  | is overloaded"
            })
    void aRefusalSaysWhatToDo(String status, String code, boolean retryable, String advice) throws Exception {
        try (StubStorage storage = StubStorage.of(request -> StubStorage.error(status, code))) {
            UnavailableException error = failure(storage.url(), Map.of("archive.s3.retries", "0"));
            assertThat(error)
                    .hasMessageContaining(URL + " at " + storage.url())
                    .hasMessageContaining(advice)
                    .hasMessageEndingWith(" (" + status.substring(0, 3) + " " + code + ")");
            assertThat(error.retryable()).isEqualTo(retryable);
            assertThat(error.outcomeUnknown()).isFalse();
        }
    }

    @Test
    void aServerThatIsNoS3IsNamed() throws Exception {
        try (StubStorage storage =
                StubStorage.of(request -> StubStorage.reply("404 Not Found", "", "<html>A page.</html>"))) {
            assertThat(failure(storage.url(), Map.of()))
                    .hasMessageContaining("archive.s3.endpoint")
                    .hasMessageEndingWith("(404)");
        }
    }

    @Test
    void whatMayPassIsTriedAsOftenAsTheSettingSays() throws Exception {
        try (StubStorage storage = StubStorage.of(request -> StubStorage.error("503 Slow Down", "SlowDown"))) {
            failure(storage.url(), Map.of("archive.s3.retries", "2"));
            assertThat(storage.requests()).hasSize(3);
        }
        try (StubStorage storage = StubStorage.of(request -> StubStorage.error("403 Forbidden", "AccessDenied"))) {
            failure(storage.url(), Map.of("archive.s3.retries", "2"));
            assertThat(storage.requests()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsBackAfterSomeTriesIsUsed() throws Exception {
        CountDownLatch failures = new CountDownLatch(2);
        try (StubStorage storage = StubStorage.of(request -> {
                    boolean fails = failures.getCount() > 0;
                    failures.countDown();
                    return fails
                            ? StubStorage.error("503 Slow Down", "SlowDown")
                            : StubStorage.reply("200 OK", "", EMPTY);
                });
                SegmentPlace place = open(storage.url(), Map.of("archive.s3.retries", "2"))) {
            assertThat(storage.requests()).hasSize(3);
            assertThat(place).hasToString(URL + " at " + storage.url());
        }
    }

    @Test
    void nobodyAtThePortIsUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        UnavailableException error = failure("http://127.0.0.1:" + port, Map.of("archive.s3.retries", "2"));
        assertThat(error)
                .hasMessage(
                        "s3://bucket/folder at http://127.0.0.1:" + port
                                + " cannot be reached or does not answer in time; check that it runs, and archive.s3.endpoint and archive.s3.region");
        assertThat(error.retryable()).isTrue();
    }

    /** The client of the JDK sends a request that got no reply once more by itself. */
    @Test
    void aConnectionThatIsClosedIsTriedAgainSoManyTimes() throws Exception {
        try (StubStorage storage = StubStorage.of(request -> StubStorage.NOTHING)) {
            assertThat(failure(storage.url(), Map.of("archive.s3.retries", "2")).retryable())
                    .isTrue();
            assertThat(storage.requests()).hasSizeBetween(3, 6);
        }
    }

    @Test
    void aSilentServerIsGivenUp() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (StubStorage storage = StubStorage.of(request -> awaitAndSendNothing(end))) {
            assertThat(failure(storage.url(), Map.of("archive.s3.socket-timeout", "50ms", "archive.s3.retries", "1"))
                            .retryable())
                    .isTrue();
            assertThat(failure(
                                    storage.url(),
                                    Map.of(
                                            "archive.s3.socket-timeout", "1h",
                                            "archive.s3.timeout", "100ms",
                                            "archive.s3.retries", "100"))
                            .retryable())
                    .isTrue();
            assertThat(Thread.interrupted()).isFalse();
            end.countDown();
        }
    }

    private static byte[] awaitAndSendNothing(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StubStorage.NOTHING;
    }

    @Test
    void ofAWriteThatFailsItIsUnknownWhetherItWasMade() throws Exception {
        try (StubStorage storage = StubStorage.of(request -> request.is("PUT")
                        ? StubStorage.error("500 Error", "InternalError")
                        : StubStorage.reply("200 OK", "", EMPTY));
                SegmentPlace place = open(storage.url(), Map.of("archive.s3.retries", "0"))) {
            assertThatThrownBy(() -> place.write("id", Places.bytes("content")))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.outcomeUnknown()).isTrue());
        }
        try (StubStorage storage = StubStorage.of(request -> request.is("PUT")
                        ? StubStorage.error("403 Forbidden", "AccessDenied")
                        : StubStorage.reply("200 OK", "", EMPTY));
                SegmentPlace place = open(storage.url(), Map.of())) {
            assertThatThrownBy(() -> place.write("id", Places.bytes("content")))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.outcomeUnknown()).isFalse())
                    .hasMessageContaining("s3:PutObject");
        }
    }

    @Test
    void noErrorAndNoLogShowsASecret() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("");
        Handler recorder = new Recorder(lines);
        Level before = logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.addHandler(recorder);
        try {
            for (String code : List.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied")) {
                try (StubStorage storage = StubStorage.of(request -> StubStorage.error("403 Forbidden", code))) {
                    StringWriter trace = new StringWriter();
                    failure(storage.url(), Map.of()).printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).contains(code).doesNotContain(Places.SECRET);
                }
            }
        } finally {
            logger.removeHandler(recorder);
            logger.setLevel(before);
        }
        assertThat(lines).anyMatch(line -> line.contains("software.amazon.awssdk"));
        assertThat(lines).noneMatch(line -> line.contains(Places.SECRET));
    }

    private static final class Recorder extends Handler {
        private final List<String> lines;

        Recorder(List<String> lines) {
            this.lines = lines;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
