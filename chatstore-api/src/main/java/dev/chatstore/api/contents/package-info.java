/**
 * What a store holds, in numbers: the conversations, messages, tokens, bytes and sessions of a tenant or an owner, and
 * estimates for the whole store.
 *
 * <p>The entry point is {@link dev.chatstore.api.contents.Contents}, which a storage of this library has.
 */
@NullMarked
package dev.chatstore.api.contents;

import org.jspecify.annotations.NullMarked;
