@NullMarked
package dev.chatstore.core.window;

import org.jspecify.annotations.NullMarked;
