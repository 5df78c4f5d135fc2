/** Tests of the layer that shows messages wherever they are. */
@NullMarked
package dev.chatstore.core.archive;

import org.jspecify.annotations.NullMarked;
