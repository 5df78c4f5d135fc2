/** What the store keeps in Redis, in the form that its scripts read: fields of hashes, entries of lists and messages. */
@NullMarked
package dev.chatstore.redis.store.form;

import org.jspecify.annotations.NullMarked;
