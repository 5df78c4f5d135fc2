/** Texts as they are shown, for what writes them to a terminal or a file. Not API. */
@NullMarked
package dev.chatstore.core.text;

import org.jspecify.annotations.NullMarked;
