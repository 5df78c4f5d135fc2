@NullMarked
package dev.chatstore.core.subscription;

import org.jspecify.annotations.NullMarked;
