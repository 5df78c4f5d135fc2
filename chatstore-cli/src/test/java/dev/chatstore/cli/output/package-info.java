@NullMarked
package dev.chatstore.cli.output;

import org.jspecify.annotations.NullMarked;
