@NullMarked
package dev.chatstore.examples.twonodes;

import org.jspecify.annotations.NullMarked;
