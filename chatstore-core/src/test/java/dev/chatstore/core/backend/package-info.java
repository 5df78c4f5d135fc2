@NullMarked
package dev.chatstore.core.backend;

import org.jspecify.annotations.NullMarked;
