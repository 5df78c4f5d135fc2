package dev.chatstore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {
    private static final String URL = "s3://bucket/folder";
    private static final String EMPTY = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";

    private static S3Location location(String url) {
        return S3Location.of(ConnectionUrl.parse(url), "store1");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket, bucket, store1/id/id7",
        "s3://bucket/, bucket, store1/id/id7",
        "s3://my.bucket-1/a, my.bucket-1, a/store1/id/id7",
        "s3://bucket/a/b_c/2026-11/, bucket, a/b_c/2026-11/store1/id/id7"
    })
    void aUrlNamesABucketAndAPrefix(String url, String bucket, String key) {
        S3Location location = location(url);
        assertThat(location.bucket()).isEqualTo(bucket);
        assertThat(location.key("id7")).isEqualTo(key);
        assertThat(location.id(key)).isEqualTo("id7");
        assertThat(location).hasToString(url.replaceFirst("/$", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3:",
                "s3:bucket",
                "s3://",
                "s3:///folder",
                "s3://bucket//folder",
                "s3://bucket/../other",
                "s3://bucket/a/./b",
                "s3://key:hunter22@bucket/folder",
                "s3://bucket/folder?key=hunter22",
                "s3://bucket/a b"
            })
    void anotherUrlIsRefusedAndNotShown(String url) {
        assertThatThrownBy(() -> location(url))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("archive.url must have the form s3://bucket/prefix")
                .hasMessageNotContaining("hunter22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a/b", "..", "a_b", "123456789012345678901234567890123"})
    void onlyIdsAreKeys(String id) {
        assertThatThrownBy(() -> location(URL).key(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", ".."})
    void onlyAnIdentityNamesAStore(String store) {
        assertThatThrownBy(() -> S3Location.of(ConnectionUrl.parse(URL), store))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage:9000",
                "ftp://storage",
                "https://",
                "https://user:hunter22@storage",
                "https://storage?key=hunter22",
                "https://storage#hunter22",
                "not a url hunter22"
            })
    void anotherEndpointIsRefusedAndNotShown(String endpoint) {
        assertThatThrownBy(() -> Places.open(URL, "store1", endpoint, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("archive.s3.endpoint must have the form https://host:port")
                .hasMessageNotContaining("hunter22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.s3.access-key", "archive.s3.secret-key"})
    void halfOfTheCredentialsIsRefused(String missing) {
        assertThatThrownBy(() -> Places.open(URL, "store1", "http://127.0.0.1:9", Map.of(missing, "")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(missing + " must be set, since the other half of the credentials is");
    }

    @Test
    void theRegionAndTheKeyAreThoseOfTheSettings() throws Exception {
        try (StubStorage storage = StubStorage.of(request -> StubStorage.reply("200 OK", "", EMPTY));
                SegmentPlace near = Places.open(URL, "store1", storage.url(), Map.of());
                SegmentPlace far =
                        Places.open(URL, "store1", storage.url(), Map.of("archive.s3.region", "eu-north-1"))) {
            assertThat(near.scheme()).isEqualTo(far.scheme());
            assertThat(storage.requests().get(0).head())
                    .startsWith("GET /bucket?")
                    .contains("Credential=AKIDEXAMPLE/")
                    .contains("/us-east-1/s3/");
            assertThat(storage.requests().get(1).head()).contains("/eu-north-1/s3/");
        }
    }

    @Test
    void theBucketIsPartOfTheHostWithoutThePathStyle() throws Exception {
        try (StubStorage storage = StubStorage.of(request -> StubStorage.reply("200 OK", "", EMPTY));
                SegmentPlace place = Places.open(
                        URL,
                        "store1",
                        storage.url().replace("127.0.0.1", "localhost"),
                        Map.of("archive.s3.path-style", "on"))) {
            assertThat(storage.requests().get(0).head()).startsWith("GET /bucket?");
            assertThat(place).hasToString(URL + " at " + storage.url().replace("127.0.0.1", "localhost"));
            assertThatThrownBy(() -> Places.open(
                            URL,
                            "store1",
                            "http://storage.invalid",
                            Map.of("archive.s3.path-style", "off", "archive.s3.retries", "0")))
                    .isInstanceOf(UnavailableException.class)
                    .hasRootCauseMessage("bucket.storage.invalid");
        }
    }

    @Test
    void withoutAKeyTheSdkFindsCredentialsByItself() throws Exception {
        System.setProperty("aws.accessKeyId", "AKIDOFTHESYSTEM");
        System.setProperty("aws.secretAccessKey", Places.SECRET);
        try (StubStorage storage = StubStorage.of(request -> StubStorage.reply("200 OK", "", EMPTY));
                SegmentPlace place = Places.open(URL, "store1", Map.of("archive.s3.endpoint", storage.url()))) {
            assertThat(place.scheme()).isEqualTo("s3");
            assertThat(storage.requests().get(0).head()).contains("Credential=AKIDOFTHESYSTEM/");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }
}
