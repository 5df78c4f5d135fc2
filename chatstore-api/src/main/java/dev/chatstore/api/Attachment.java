package dev.chatstore.api;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Refers to a file that belongs to a message. The store keeps the reference, not the bytes.
 *
 * @param reference the place of the bytes, such as a URL or an object key, 1 to 2,048 characters
 * @param mediaType the type of the bytes, such as {@code image/png}, 1 to 255 characters
 * @param size the number of bytes, 0 or more
 * @param name the file's name as people know it, 1 to 255 characters; null or empty for none
 */
public record Attachment(
        String reference,
        String mediaType,
        long size,
        @Nullable String name) implements Serializable {
    /** The maximum number of characters of a reference. */
    public static final int MAX_REFERENCE = 2_048;

    /**
     * Creates an attachment and checks its parts.
     *
     * @throws InvalidInputException if a part breaks a limit above, or contains a NUL or a lone surrogate
     */
    public Attachment {
        Checks.name("attachment.reference", reference, MAX_REFERENCE);
        Checks.name("attachment.mediaType", mediaType);
        Checks.atLeast("attachment.size", size, 0);
        name = Checks.optionalName("attachment.name", name);
    }

    /** Returns the type and the size, without the reference and the name. */
    @Override
    public String toString() {
        return "Attachment[mediaType=" + mediaType + ", size=" + size + "]";
    }
}
