package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigests;
import java.math.BigInteger;

/** Adds up the digests of conversations and sessions, in any order. For one thread. */
final class DigestSum {
    private static final int BITS = 256;
    private static final int RADIX = 16;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(BITS);

    private BigInteger sum = BigInteger.ZERO;
    private long conversations;
    private long messages;
    private long sessions;

    void add(Conversation head, String digest) {
        conversations++;
        messages += head.messageCount();
        add(digest, head.version());
    }

    void add(StoredSession session, String digest) {
        sessions++;
        add(digest, session.version());
    }

    /** The digest has the id; the version belongs to a store. */
    private void add(String digest, long version) {
        sum = sum.add(new BigInteger(ContentDigests.versioned(digest, version), RADIX))
                .mod(MODULUS);
    }

    StoreDigest total() {
        String digits = sum.toString(RADIX);
        return new StoreDigest(conversations, messages, sessions, "0".repeat(BITS / 4 - digits.length()) + digits);
    }
}
