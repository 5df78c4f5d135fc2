/**
 * The relational engine, which all backends on a database share: statements in files, group commit, and the migration
 * of the schema.
 *
 * <p>For authors of backends. The entry points are {@link dev.chatstore.jdbi.RelationalBackend} and {@link
 * dev.chatstore.jdbi.database.Dialect}.
 */
@NullMarked
package dev.chatstore.jdbi;

import org.jspecify.annotations.NullMarked;
