/** Histories of frameworks that bots are built with: formats, each of which recognizes and reads its own files. */
@NullMarked
package dev.chatstore.core.transfer.bot;

import org.jspecify.annotations.NullMarked;
