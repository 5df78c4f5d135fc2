@NullMarked
package dev.chatstore.jdbi.append;

import org.jspecify.annotations.NullMarked;
