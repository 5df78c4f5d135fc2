/** The commands about the life of the data: the erasure of a person, and the export of one. */
@NullMarked
package dev.chatstore.cli.life;

import org.jspecify.annotations.NullMarked;
