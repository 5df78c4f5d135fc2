/**
 * The relational engine, which every backend on a database shares: statements in files, appends that share commits, the
 * migration of the schema, and what a driver's errors mean.
 *
 * <p>For authors of backends. The entry points are {@link dev.chatstore.jdbi.RelationalBackend} and {@link
 * dev.chatstore.jdbi.Dialect}.
 */
@NullMarked
package dev.chatstore.jdbi;

import org.jspecify.annotations.NullMarked;
