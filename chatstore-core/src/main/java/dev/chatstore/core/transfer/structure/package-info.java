/** How records are arranged in some formats: inside each other, by what they belong to, or as lists of files. */
@NullMarked
package dev.chatstore.core.transfer.structure;

import org.jspecify.annotations.NullMarked;
