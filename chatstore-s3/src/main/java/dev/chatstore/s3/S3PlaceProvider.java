package dev.chatstore.s3;

import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.util.List;

/**
 * Opens a folder of a bucket as the place of an archive: {@code s3://bucket/prefix}, where the prefix may be missing. Each
 * content is one object, {@code prefix/identity/ab/id}, where {@code ab} are the first two characters of the id, and is
 * stored and read with its SHA-256.
 */
@Schemes("s3")
public final class S3PlaceProvider implements SegmentPlaceProvider {
    /** Creates the provider for the service loader. */
    public S3PlaceProvider() {}

    @Override
    public List<Setting<?>> settings() {
        return S3Settings.ALL;
    }

    /** Opens the place. Cost: one request, which shows that the bucket exists and may be listed. */
    @Override
    public SegmentPlace open(BackendContext context) {
        S3Location location = S3Location.of(context.url(), context.store());
        S3Place place = new S3Place(S3Calls.open(location, context.settings()), location, S3Place.PAGE);
        try {
            place.check();
            return place;
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }
}
