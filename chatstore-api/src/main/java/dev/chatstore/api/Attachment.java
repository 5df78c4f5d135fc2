package dev.chatstore.api;

import org.jspecify.annotations.Nullable;

/**
 * Points at a file that belongs to a message. The store keeps the pointer; the bytes stay where the reference leads.
 *
 * @param reference where the bytes are, such as a URL or an object key, 1 to 2,048 characters
 * @param mediaType the type of the bytes, such as {@code image/png}, 1 to 255 characters
 * @param size the number of bytes, 0 or more
 * @param name the file's name as people know it, 1 to 255 characters, or null
 */
public record Attachment(
        String reference,
        String mediaType,
        long size,
        @Nullable String name) {
    /** The most characters of a reference. */
    public static final int MAX_REFERENCE = 2_048;

    /**
     * Makes an attachment after checking its parts.
     *
     * @throws InvalidInputException if a part breaks the limits above, or holds a NUL or a lone surrogate
     */
    public Attachment {
        Checks.name("attachment.reference", reference, MAX_REFERENCE);
        Checks.name("attachment.mediaType", mediaType);
        Checks.atLeast("attachment.size", size, 0);
        Checks.optionalName("attachment.name", name);
    }
}
