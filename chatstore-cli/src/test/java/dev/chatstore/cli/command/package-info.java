@NullMarked
package dev.chatstore.cli.command;

import org.jspecify.annotations.NullMarked;
