package dev.chatstore.s3;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Settings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Creates the client that the settings describe. */
final class S3Clients {
    private static final Region REGION_OF_OTHERS = Region.US_EAST_1;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int CONFLICT = 409;

    private S3Clients() {}

    /**
     * Returns a client, which the caller closes.
     *
     * @throws InvalidInputException if settings are wrong, or one is missing that the environment does not have either
     */
    static S3Client of(Settings settings) {
        URI endpoint = S3Settings.endpoint(settings);
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.get(S3Settings.CONNECTION_TIMEOUT))
                        .socketTimeout(settings.get(S3Settings.SOCKET_TIMEOUT)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(settings.get(S3Settings.TIMEOUT))
                        .retryStrategy(retries(settings))
                        .build())
                .forcePathStyle(isPathStyle(settings, endpoint))
                // Each object is sent with its SHA-256; other checksums are unknown to some storages.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false));
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        String region = settings.get(S3Settings.REGION);
        if (!region.isEmpty() || endpoint != null) {
            client.region(region.isEmpty() ? REGION_OF_OTHERS : Region.of(region));
        }
        login(client, settings);
        return build(client);
    }

    private static boolean isPathStyle(Settings settings, @Nullable URI endpoint) {
        return switch (settings.get(S3Settings.PATH_STYLE)) {
            case AUTO -> endpoint != null;
            case ON -> true;
            case OFF -> false;
        };
    }

    /** Without the SDK's circuit breaker, so that a call is retried as the settings say, whatever happened to others. */
    private static RetryStrategy retries(Settings settings) {
        BackoffStrategy pauses = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(settings.get(S3Settings.RETRIES) + 1)
                .circuitBreakerEnabled(false)
                .backoffStrategy(pauses)
                .throttlingBackoffStrategy(pauses)
                // Two requests at the same time to write one object, or to remove it.
                .retryOnException(error -> error instanceof S3Exception refusal && refusal.statusCode() == CONFLICT)
                .build();
    }

    private static void login(S3ClientBuilder client, Settings settings) {
        String accessKey = settings.get(S3Settings.ACCESS_KEY);
        String secretKey = settings.get(S3Settings.SECRET_KEY);
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new InvalidInputException(
                    (accessKey.isEmpty() ? S3Settings.ACCESS_KEY : S3Settings.SECRET_KEY).key(),
                    "must be set, since the other half of the credentials is",
                    0);
        }
        if (!accessKey.isEmpty()) {
            client.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
        }
    }

    private static S3Client build(S3ClientBuilder client) {
        try {
            return client.build();
        } catch (SdkClientException e) {
            // The region is all that a client looks for before its first request.
            InvalidInputException error = new InvalidInputException(
                    S3Settings.REGION.key(), "must be set, since the environment does not name a region", 0);
            error.addSuppressed(e);
            throw error;
        }
    }
}
