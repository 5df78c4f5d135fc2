@NullMarked
package dev.chatstore.core.codec;

import org.jspecify.annotations.NullMarked;
