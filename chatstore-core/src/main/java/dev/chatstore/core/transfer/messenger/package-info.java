/** Exports of programs that people chat with: formats, each of which recognizes and reads its own files. */
@NullMarked
package dev.chatstore.core.transfer.messenger;

import org.jspecify.annotations.NullMarked;
