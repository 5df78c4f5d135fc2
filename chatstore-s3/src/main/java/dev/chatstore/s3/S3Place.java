package dev.chatstore.s3;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A folder of a bucket. A write is conditional on there being no such object yet, so that none is ever written over.
 * Safe for use by several threads.
 */
final class S3Place implements SegmentPlace {
    /** The maximum number of objects that S3 lists in a page. */
    static final int PAGE = 1_000;

    private static final int CONDITION_FAILED = 412;

    private final S3Calls calls;
    private final S3Location location;
    private final int page;

    S3Place(S3Calls calls, S3Location location, int page) {
        this.calls = calls;
        this.location = location;
        this.page = page;
    }

    /** Throws an exception if the bucket does not exist, or may not be listed. */
    void check() {
        calls.read(s3 -> list(s3, null, 1));
    }

    @Override
    public String scheme() {
        return S3Location.SCHEME;
    }

    /** Cost: one request; two if it was written before, of which the second shows that it was the same. */
    @Override
    public void write(String segmentId, byte[] content) {
        String key = location.key(segmentId);
        String checksum = sha256(content);
        if (!calls.write(s3 -> put(s3, key, content, checksum)) && !has(key, content.length, checksum)) {
            throw CorruptDataException.ofStorage(
                    "segment " + segmentId + " has another content in " + calls + " already", null);
        }
    }

    /** Returns whether the object was written; false if there is one. */
    private boolean put(S3Client s3, String key, byte[] content, String checksum) {
        try {
            s3.putObject(
                    request -> request.bucket(location.bucket())
                            .key(key)
                            .ifNoneMatch("*")
                            .checksumSHA256(checksum)
                            .contentType("application/zstd"),
                    RequestBody.fromBytes(content));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == CONDITION_FAILED) {
                return false;
            }
            throw e;
        }
    }

    /** Returns whether an object has this content, or was removed meanwhile. */
    private boolean has(String key, int size, String checksum) {
        HeadObjectResponse head = calls.read(s3 -> head(s3, key));
        if (head == null) {
            return true;
        }
        String stored = head.checksumSHA256();
        return head.contentLength() == size && (stored == null || stored.equals(checksum));
    }

    private @Nullable HeadObjectResponse head(S3Client s3, String key) {
        try {
            return s3.headObject(
                    request -> request.bucket(location.bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
        } catch (S3Exception e) {
            if (S3Failure.isMissing(e)) {
                return null;
            }
            throw e;
        }
    }

    /** Cost: one request. */
    @Override
    public byte @Nullable [] read(String segmentId) {
        String key = location.key(segmentId);
        return calls.read(s3 -> get(s3, key));
    }

    private byte @Nullable [] get(S3Client s3, String key) {
        try {
            return s3.getObject(
                    request -> request.bucket(location.bucket()).key(key).checksumMode(ChecksumMode.ENABLED),
                    S3Place::whole);
        } catch (S3Exception e) {
            if (S3Failure.isMissing(e)) {
                return null;
            }
            throw e;
        }
    }

    /** Reads a content to its end, where the client compares checksums. What did not arrive whole is requested again. */
    private static byte[] whole(GetObjectResponse response, InputStream content) {
        try {
            return content.readAllBytes();
        } catch (AbortedException e) {
            throw e;
        } catch (SdkClientException e) {
            throw RetryableException.create("the content does not have its checksum", e);
        } catch (IOException e) {
            throw RetryableException.create("the content was cut off", e);
        }
    }

    /** Cost: two requests. Of several that remove a content at the same time, each may find it. */
    @Override
    public boolean remove(String segmentId) {
        String key = location.key(segmentId);
        if (calls.read(s3 -> head(s3, key)) == null) {
            return false;
        }
        calls.write(s3 ->
                s3.deleteObject(request -> request.bucket(location.bucket()).key(key)));
        return true;
    }

    /** Cost: one request for each 1,000 contents, younger ones included. */
    @Override
    public List<String> olderThan(Duration age, @Nullable String after, int limit) {
        List<String> ids = new ArrayList<>();
        String last = after == null ? null : location.key(after);
        while (true) {
            String from = last;
            ListObjectsV2Response listed = calls.read(s3 -> list(s3, from, page));
            Instant latest = time(listed).minus(age);
            for (S3Object each : listed.contents()) {
                String id = location.id(each.key());
                if (id != null && !each.lastModified().isAfter(latest)) {
                    ids.add(id);
                    if (ids.size() == limit) {
                        return ids;
                    }
                }
                last = each.key();
            }
            if (listed.contents().isEmpty() || !Boolean.TRUE.equals(listed.isTruncated())) {
                return ids;
            }
        }
    }

    private ListObjectsV2Response list(S3Client s3, @Nullable String after, int limit) {
        return s3.listObjectsV2(request -> request.bucket(location.bucket())
                .prefix(location.folder())
                .startAfter(after)
                .maxKeys(limit));
    }

    /**
     * Returns the storage's time when it sent a page. The header has whole seconds; the one that has begun counts as over, so
     * that an object is never younger than the page that lists it.
     */
    private Instant time(ListObjectsV2Response listed) {
        String date = listed.sdkHttpResponse().firstMatchingHeader("Date").orElse("");
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .plusSeconds(1);
        } catch (DateTimeParseException e) {
            throw UnavailableException.notDone(
                    calls + " does not send its time, by which contents are old; check archive.s3.endpoint",
                    false,
                    null);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }

    /** Returns the URL and the endpoint, which contain no secret. */
    @Override
    public String toString() {
        return calls.toString();
    }
}
