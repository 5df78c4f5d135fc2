@NullMarked
package dev.chatstore.sqlite;

import org.jspecify.annotations.NullMarked;
