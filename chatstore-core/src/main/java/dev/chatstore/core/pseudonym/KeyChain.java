package dev.chatstore.core.pseudonym;

import dev.chatstore.api.InvalidInputException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a store, the oldest first. A pseudonym is a digest by the first key, the digest of that by the second one, and so
 * on: so a store gets a new key without anybody knowing the ids, and an id is found with all of the keys.
 *
 * <p>A pseudonym has 43 characters: {@code p.}, the id of the last key, a dot, and 192 bits of the digest in Base64 for URLs.
 */
record KeyChain(List<PseudonymKey> keys) {
    static final KeyChain EMPTY = new KeyChain(List.of());

    private static final String BEGINNING = "p.";
    private static final int KEY_ID_END = 10;
    private static final int LENGTH = 43;
    private static final int DIGEST_BYTES = 24;

    KeyChain {
        keys = List.copyOf(keys);
    }

    List<String> fingerprints() {
        return keys.stream().map(PseudonymKey::fingerprint).toList();
    }

    PseudonymKey current() {
        return keys.get(keys.size() - 1);
    }

    /**
     * Returns the pseudonym of an id. A pseudonym by the last key is returned itself, and one by an earlier key gets the digests
     * that it lacks.
     *
     * @param use what the id is used for; equal ids of two uses have different pseudonyms
     * @throws InvalidInputException if the id has the form of a pseudonym by a key that is not one of these
     */
    String pseudonym(String use, String tenant, String id) {
        String result = id;
        for (int i = made(id); i < keys.size(); i++) {
            // The length keeps two different pairs of names from having one text.
            byte[] digest = keys.get(i).digest(use + " " + tenant.length() + " " + tenant + result);
            result = BEGINNING + keys.get(i).id() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
        }
        return result;
    }

    /** Returns how many digests an id has already. */
    private int made(String id) {
        String keyId = keyId(id);
        if (keyId == null) {
            return 0;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).id().equals(keyId)) {
                return i + 1;
            }
        }
        throw new InvalidInputException(
                "id",
                "must not be a pseudonym by another key: this one is of the key " + keyId
                        + ", which is neither in privacy.key nor in privacy.old-keys",
                0);
    }

    /** Returns the id of the key if an id has the form of a pseudonym, else null. */
    private static @Nullable String keyId(String id) {
        if (id.length() != LENGTH || !id.startsWith(BEGINNING) || id.charAt(KEY_ID_END) != '.') {
            return null;
        }
        boolean isPseudonym = id.chars()
                        .skip(BEGINNING.length())
                        .limit(KEY_ID_END - BEGINNING.length())
                        .allMatch(KeyChain::isHex)
                && id.chars().skip(KEY_ID_END + 1).allMatch(KeyChain::isBase64);
        return isPseudonym ? id.substring(BEGINNING.length(), KEY_ID_END) : null;
    }

    private static boolean isHex(int character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }

    private static boolean isBase64(int character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '-'
                || character == '_';
    }
}
