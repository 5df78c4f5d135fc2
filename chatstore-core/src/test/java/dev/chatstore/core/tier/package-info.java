@NullMarked
package dev.chatstore.core.tier;

import org.jspecify.annotations.NullMarked;
