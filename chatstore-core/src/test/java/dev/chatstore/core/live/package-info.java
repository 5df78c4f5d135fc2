@NullMarked
package dev.chatstore.core.live;

import org.jspecify.annotations.NullMarked;
