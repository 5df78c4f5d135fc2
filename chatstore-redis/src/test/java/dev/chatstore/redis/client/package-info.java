@NullMarked
package dev.chatstore.redis.client;

import org.jspecify.annotations.NullMarked;
