import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.s3.S3PlaceProvider;

/** S3 and storage that is compatible with it as a place of the archive. */
@SuppressWarnings({"module", "requires-automatic"})
module dev.chatstore.s3 {
    requires transitive dev.chatstore.core;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.utils;
    requires static transitive org.jspecify;

    exports dev.chatstore.s3;

    provides SegmentPlaceProvider with
            S3PlaceProvider;
}
