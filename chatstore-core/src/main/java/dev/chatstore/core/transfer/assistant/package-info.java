/** Exports of programs that chat with a model: formats, each of which recognizes and reads its own files. */
@NullMarked
package dev.chatstore.core.transfer.assistant;

import org.jspecify.annotations.NullMarked;
