@NullMarked
package dev.chatstore.core.metrics;

import org.jspecify.annotations.NullMarked;
