/** Programs on the class paths that users have: other versions of libraries, shaded, broken or missing jars. */
@NullMarked
package dev.chatstore.checks.builds;

import org.jspecify.annotations.NullMarked;
