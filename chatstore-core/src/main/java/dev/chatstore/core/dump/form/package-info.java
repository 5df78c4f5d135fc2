/** The form of a dump: the lines of its file, and the digests of what they hold. Knows nothing of the stores. */
@NullMarked
package dev.chatstore.core.dump.form;

import org.jspecify.annotations.NullMarked;
