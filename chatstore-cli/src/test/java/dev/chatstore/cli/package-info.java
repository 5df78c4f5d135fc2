@NullMarked
package dev.chatstore.cli;

import org.jspecify.annotations.NullMarked;
