/**
 * The embedded backend: everything in one SQLite file, durable with each commit.
 *
 * <p>The entry point is {@link dev.chatstore.sqlite.SqliteBackendProvider}, chosen by URLs such as {@code
 * sqlite:bot.db} and, for a database that is lost when it is closed, {@code sqlite::memory:}.
 */
@NullMarked
package dev.chatstore.sqlite;

import org.jspecify.annotations.NullMarked;
