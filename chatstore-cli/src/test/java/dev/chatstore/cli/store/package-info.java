@NullMarked
package dev.chatstore.cli.store;

import org.jspecify.annotations.NullMarked;
