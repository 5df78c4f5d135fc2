/** The commands about how long data lives, and who did what with it. */
@NullMarked
package dev.chatstore.cli.life;

import org.jspecify.annotations.NullMarked;
