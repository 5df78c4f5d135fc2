@NullMarked
package dev.chatstore.core.transfer.messenger;

import org.jspecify.annotations.NullMarked;
