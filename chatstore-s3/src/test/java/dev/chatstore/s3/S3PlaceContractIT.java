package dev.chatstore.s3;

import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.testkit.segment.SegmentPlaceContract;

class S3PlaceContractIT extends SegmentPlaceContract {
    private final String url = Places.newUrl();

    @Override
    protected SegmentPlace openPlace(String store) {
        return Places.open(url, store);
    }
}
