@NullMarked
package dev.chatstore.jdbi.database;

import org.jspecify.annotations.NullMarked;
