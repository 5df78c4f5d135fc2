/**
 * Moves whole stores: dumps them into files, restores these, copies one store into another, and compares stores by digests.
 *
 * <p>The entry points are {@link dev.chatstore.core.dump.StoreDump}, {@link dev.chatstore.core.dump.StoreRestore}, {@link
 * dev.chatstore.core.dump.StoreCopy} and {@link dev.chatstore.core.dump.StoreDigest}.
 */
@NullMarked
package dev.chatstore.core.dump;

import org.jspecify.annotations.NullMarked;
