@NullMarked
package dev.chatstore.core.transfer.source;

import org.jspecify.annotations.NullMarked;
