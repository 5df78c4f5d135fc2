package dev.chatstore.core.erasure;

import java.util.List;

/**
 * What an erasure returns: the certificate, and where the person's ids are still mentioned, for somebody to look at.
 *
 * @param certificate the certificate, which may be kept
 * @param mentions the first {@value #LISTED} places of which the certificate has the numbers. They have ids of the store, and
 *     no texts
 */
public record ErasureReport(ErasureCertificate certificate, List<Mention> mentions) {
    /** How many mentions are listed at most. */
    public static final int LISTED = 1_000;

    /** Creates the report; the list is copied. */
    public ErasureReport {
        mentions = List.copyOf(mentions);
    }
}
