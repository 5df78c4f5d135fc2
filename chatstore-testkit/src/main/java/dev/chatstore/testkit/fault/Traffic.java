package dev.chatstore.testkit.fault;

/**
 * What a proxy has forwarded.
 *
 * @param roundTrips the number of times that a client sent something after it had received something, or for the first
 *     time: what is sent in one go is one round trip, however many statements or commands it is
 * @param requestBytes the number of bytes from clients
 * @param replyBytes the number of bytes to clients
 */
public record Traffic(long roundTrips, long requestBytes, long replyBytes) {
    /** Returns the traffic since an earlier one. */
    public Traffic minus(Traffic earlier) {
        return new Traffic(
                roundTrips - earlier.roundTrips, requestBytes - earlier.requestBytes, replyBytes - earlier.replyBytes);
    }
}
