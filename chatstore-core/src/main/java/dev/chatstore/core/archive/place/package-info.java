/** Where the contents of an archive's segments are outside of the store. Not API. */
@NullMarked
package dev.chatstore.core.archive.place;

import org.jspecify.annotations.NullMarked;
