package dev.chatstore.core.pseudonym;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.core.backend.SystemTenants;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Compares the keys of a storage that is opened with those of the store, so that a lost or mixed-up key is noticed at once. */
public final class KeyCheck {
    /** The library's own tenants that name what users own. */
    private static final Set<String> WITH_IDS = Set.of("chatstore.holds", "chatstore.imports");

    private static final String RUN = "; to change it, run chatstore pseudonymise";

    private KeyCheck() {}

    /**
     * Checks the keys. An empty store gets a record of them. Cost: one statement; for the first opening with a key two or three
     * more.
     *
     * @param durable the backend without caches
     * @param exists whether the store has tables, asked only if they cannot be read. One that has none is not checked without a
     *     key: its calls report that
     * @throws InvalidInputException if the store has another key, other kinds or ids that are no pseudonyms. Nothing is changed
     */
    public static void run(Backend durable, Pseudonyms pseudonyms, BooleanSupplier exists) {
        KeyRecord found;
        try {
            found = KeyRecord.find(durable.sessions()).orElse(null);
        } catch (UnavailableException e) {
            if (pseudonyms.isOn() || e.retryable() || exists.getAsBoolean()) {
                throw e;
            }
            return;
        }
        if (found == null && pseudonyms.isOn()) {
            if (hasIds(durable.contents().tenants(ReadGate.OPEN))) {
                throw keyError(
                        "is new to this store, whose ids are kept as they were given; run chatstore pseudonymise first");
            }
            found = KeyRecord.of(pseudonyms).orExisting(durable.sessions());
        }
        if (found != null) {
            check(found, pseudonyms);
        }
    }

    private static boolean hasIds(Iterator<String> tenants) {
        while (tenants.hasNext()) {
            String tenant = tenants.next();
            if (!SystemTenants.contain(tenant) || WITH_IDS.contains(tenant)) {
                return true;
            }
        }
        return false;
    }

    private static void check(KeyRecord stored, Pseudonyms pseudonyms) {
        KeyRecord given = KeyRecord.of(pseudonyms);
        if (stored.converting()) {
            throw keyError("cannot be used yet: a conversion of this store to the keys " + ids(stored.keys())
                    + " has begun and not ended; run chatstore pseudonymise with these keys again");
        }
        if (!pseudonyms.isOn()) {
            throw keyError("is required: this store keeps ids as pseudonyms, with the keys " + ids(stored.keys()));
        }
        if (!stored.keys().equals(given.keys())) {
            throw keyError("and privacy.old-keys must be the keys of this store, which are " + ids(stored.keys())
                    + ", and are " + ids(given.keys()) + (stored.isBefore(given) ? RUN : ""));
        }
        if (!stored.isFor(given)) {
            throw new InvalidInputException(
                    PrivacySettings.PSEUDONYMS.key(),
                    "must be what this store keeps as pseudonyms, " + String.join(", ", stored.kinds())
                            + (stored.isBefore(given) ? RUN : ""),
                    0);
        }
    }

    private static InvalidInputException keyError(String rule) {
        return new InvalidInputException(PrivacySettings.KEY.key(), rule, 0);
    }

    /** Returns keys by their ids, the beginnings of their fingerprints. */
    static String ids(List<String> fingerprints) {
        return fingerprints.stream()
                .map(fingerprint -> fingerprint.substring(0, Math.min(8, fingerprint.length())))
                .collect(Collectors.joining(", "));
    }
}
