/** Files of JSON in forms of no single program: formats, each of which recognizes and reads its own files. */
@NullMarked
package dev.chatstore.core.transfer.format;

import org.jspecify.annotations.NullMarked;
