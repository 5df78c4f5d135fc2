@NullMarked
package dev.chatstore.core.transfer;

import org.jspecify.annotations.NullMarked;
