@NullMarked
package dev.chatstore.core.coherence;

import org.jspecify.annotations.NullMarked;
