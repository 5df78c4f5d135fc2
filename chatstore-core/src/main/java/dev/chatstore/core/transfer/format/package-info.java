/** The formats of exports that can be imported, each of which recognizes and reads its own files. */
@NullMarked
package dev.chatstore.core.transfer.format;

import org.jspecify.annotations.NullMarked;
