@NullMarked
package dev.chatstore.redis.store.form;

import org.jspecify.annotations.NullMarked;
