/** What all segments of a store have in common, so that even short ones are small. Not API. */
@NullMarked
package dev.chatstore.core.archive.dictionary;

import org.jspecify.annotations.NullMarked;
