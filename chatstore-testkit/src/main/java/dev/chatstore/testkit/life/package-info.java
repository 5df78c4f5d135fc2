/** The contract of what ends the life of data: the erasure of messages with their authors. */
@NullMarked
package dev.chatstore.testkit.life;

import org.jspecify.annotations.NullMarked;
