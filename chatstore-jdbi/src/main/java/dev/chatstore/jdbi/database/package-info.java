/**
 * How a backend describes its database to the engine: a {@link dev.chatstore.jdbi.database.Dialect} and the connections
 * in {@link dev.chatstore.jdbi.database.Databases}.
 */
@NullMarked
package dev.chatstore.jdbi.database;

import org.jspecify.annotations.NullMarked;
