@NullMarked
package dev.chatstore.jdbi.sql;

import org.jspecify.annotations.NullMarked;
