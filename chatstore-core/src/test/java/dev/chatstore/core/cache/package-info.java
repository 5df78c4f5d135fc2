@NullMarked
package dev.chatstore.core.cache;

import org.jspecify.annotations.NullMarked;
