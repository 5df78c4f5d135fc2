@NullMarked
package dev.chatstore.redis.codec;

import org.jspecify.annotations.NullMarked;
