@NullMarked
package dev.chatstore.core.transfer.structure;

import org.jspecify.annotations.NullMarked;
