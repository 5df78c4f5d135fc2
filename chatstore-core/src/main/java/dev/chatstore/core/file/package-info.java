/** Files that are written as a whole or not at all. Not API. */
@NullMarked
package dev.chatstore.core.file;

import org.jspecify.annotations.NullMarked;
