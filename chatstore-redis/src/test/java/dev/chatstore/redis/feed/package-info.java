@NullMarked
package dev.chatstore.redis.feed;

import org.jspecify.annotations.NullMarked;
