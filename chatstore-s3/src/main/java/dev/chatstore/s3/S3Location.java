package dev.chatstore.s3;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the contents of one store are.
 *
 * @param bucket the name of the bucket
 * @param prefix the beginning of all keys, without slashes at its ends; may be empty
 * @param store the identity of the store, which keeps its contents apart from those of others
 */
record S3Location(String bucket, String prefix, String store) {
    static final String SCHEME = "s3";

    private static final Pattern FORM =
            Pattern.compile("//([A-Za-z0-9][A-Za-z0-9._-]{1,254})((?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)/?");
    private static final Pattern STORE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,32}");
    private static final int LONGEST_PREFIX = 500;
    private static final int GROUP = 2;

    /**
     * Returns the place that a URL names.
     *
     * @throws InvalidInputException if it does not have the form {@code s3://bucket/prefix}
     */
    static S3Location of(ConnectionUrl url, String store) {
        Matcher parts = FORM.matcher(url.rest());
        if (!parts.matches() || parts.group(2).length() > LONGEST_PREFIX) {
            throw new InvalidInputException(
                    "archive.url",
                    "must have the form s3://bucket/prefix, with letters, digits and _ . - in its parts, none of which begins with a dot, and at most "
                            + LONGEST_PREFIX + " characters in the prefix",
                    url.rest().length());
        }
        if (!STORE.matcher(store).matches()) {
            throw new IllegalArgumentException("the identity of the store is not one that a key can contain");
        }
        String prefix = parts.group(2);
        return new S3Location(parts.group(1), prefix.isEmpty() ? "" : prefix.substring(1), store);
    }

    /** Returns what all keys of the store begin with. */
    String folder() {
        return (prefix.isEmpty() ? "" : prefix + "/") + store + "/";
    }

    /** Returns the key of a content. Keys have the order of the ids, since a slash comes before letters and digits. */
    String key(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a segment's id has 1 to 32 of the characters a-z and 0-9");
        }
        return folder() + id.substring(0, Math.min(GROUP, id.length())) + "/" + id;
    }

    /** Returns the id of the content with a key, or null if the key is not one of a content. */
    @Nullable String id(String key) {
        String id = key.substring(key.lastIndexOf('/') + 1);
        return ID.matcher(id).matches() && key(id).equals(key) ? id : null;
    }

    /** Returns the URL. */
    @Override
    public String toString() {
        return SCHEME + "://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
