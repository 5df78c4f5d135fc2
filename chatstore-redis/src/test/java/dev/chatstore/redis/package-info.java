@NullMarked
package dev.chatstore.redis;

import org.jspecify.annotations.NullMarked;
