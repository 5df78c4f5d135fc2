package dev.chatstore.s3;

import dev.chatstore.api.UnavailableException;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an error of the storage or the client means. */
enum S3Failure {
    UNREACHABLE(
            true,
            "%s cannot be reached or does not answer in time; check that it runs, and archive.s3.endpoint and archive.s3.region"),
    DAMAGED(true, "what %s sent arrived damaged; retry, and check the network"),
    OVERLOADED(true, "%s is overloaded or failing; retry"),
    NO_BUCKET(false, "the bucket of %s does not exist; create it, or correct archive.url"),
    DENIED(
            false,
            "%s refused access; grant s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket to the owner of archive.s3.access-key"),
    WRONG_CREDENTIALS(
            false,
            "%s refused the credentials; check archive.s3.access-key and archive.s3.secret-key, or those that the AWS SDK finds"),
    NO_CREDENTIALS(
            false,
            "there are no credentials for %s; set archive.s3.access-key and archive.s3.secret-key, or let the AWS SDK find some"),
    WRONG_TIME(false, "%s refused the time of this machine; set its clock"),
    OTHER_REGION(false, "%s is in another region; set archive.s3.region to it, and check archive.s3.endpoint"),
    OTHER(false, "%s refused a request; check archive.url and archive.s3.endpoint");

    /** A code of S3's, and nothing that could quote a request. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z.]{1,60}");

    private static final int DENIED_STATUS = 403;
    private static final int MISSING_STATUS = 404;
    private static final int TIMEOUT_STATUS = 408;
    private static final int THROTTLED_STATUS = 429;
    private static final int UNIMPLEMENTED_STATUS = 501;

    private final boolean retryable;
    private final String message;

    S3Failure(boolean retryable, String message) {
        this.retryable = retryable;
        this.message = message;
    }

    /** Returns what an error means. */
    static S3Failure of(SdkException error) {
        if (error instanceof SdkServiceException refusal) {
            return ofReply(refusal.statusCode(), code(error));
        }
        if (error instanceof RetryableException && error.getCause() instanceof SdkClientException) {
            return DAMAGED;
        }
        // The provider of credentials reports what it lacks as any other error of the client, without a cause.
        boolean isLogin = !(error instanceof ApiCallTimeoutException)
                && String.valueOf(error.getMessage()).contains("credentials");
        return isLogin ? NO_CREDENTIALS : UNREACHABLE;
    }

    private static S3Failure ofReply(int status, String code) {
        return switch (code) {
            case "NoSuchBucket" -> NO_BUCKET;
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "InvalidToken",
                    "TokenRefreshRequired",
                    "InvalidSecurity" -> WRONG_CREDENTIALS;
            case "RequestTimeTooSkewed", "RequestExpired" -> WRONG_TIME;
            case "PermanentRedirect",
                    "TemporaryRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" -> OTHER_REGION;
            case "SlowDown", "RequestTimeout", "ConditionalRequestConflict", "OperationAborted" -> OVERLOADED;
            default -> ofStatus(status);
        };
    }

    private static S3Failure ofStatus(int status) {
        if (status == DENIED_STATUS) {
            return DENIED;
        }
        if (status / 100 == 3) {
            return OTHER_REGION;
        }
        boolean mayPass = status == TIMEOUT_STATUS
                || status == THROTTLED_STATUS
                || (status / 100 == 5 && status != UNIMPLEMENTED_STATUS);
        return mayPass ? OVERLOADED : OTHER;
    }

    /** Returns the code of the storage, empty if there is none. */
    static String code(SdkException error) {
        String code = error instanceof S3Exception refusal && refusal.awsErrorDetails() != null
                ? refusal.awsErrorDetails().errorCode()
                : null;
        return code != null && CODE.matcher(code).matches() ? code : "";
    }

    /** Returns whether an error says that there is no object with the key. */
    static boolean isMissing(S3Exception error) {
        return error.statusCode() == MISSING_STATUS && of(error) != NO_BUCKET;
    }

    /**
     * Returns the exception of the API.
     *
     * @param place what cannot be used
     * @param writes whether the request may have changed something although there was an error
     */
    UnavailableException toException(String place, SdkException error, boolean writes) {
        String text = message.formatted(place) + codes(error);
        return writes && retryable
                ? UnavailableException.maybeDone(text, true, error)
                : UnavailableException.notDone(text, retryable, error);
    }

    private static String codes(SdkException error) {
        if (!(error instanceof SdkServiceException refusal)) {
            return "";
        }
        String code = code(error);
        return " (" + refusal.statusCode() + (code.isEmpty() ? "" : " " + code) + ")";
    }
}
