/** Tests of the writing of files. */
@NullMarked
package dev.chatstore.core.file;

import org.jspecify.annotations.NullMarked;
