/**
 * S3 and storage that is compatible with it as a place of the archive.
 *
 * <p>{@link dev.chatstore.s3.S3PlaceProvider} is found by the scheme of {@code archive.url}; a program need not name it.
 */
@NullMarked
package dev.chatstore.s3;

import org.jspecify.annotations.NullMarked;
