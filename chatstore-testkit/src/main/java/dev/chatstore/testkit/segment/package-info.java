/**
 * The contract of the places of an archive.
 *
 * <p>The entry point is {@link dev.chatstore.testkit.segment.SegmentPlaceContract}, which the test of a place extends.
 */
@NullMarked
package dev.chatstore.testkit.segment;

import org.jspecify.annotations.NullMarked;
