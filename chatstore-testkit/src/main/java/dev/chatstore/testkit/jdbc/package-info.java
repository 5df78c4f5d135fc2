/**
 * The contract of schema migration, and data sources that count statements, lose replies and cut connections.
 *
 * <p>The entry points are {@link dev.chatstore.testkit.jdbc.SchemaContract} and
 * {@link dev.chatstore.testkit.jdbc.DataSourceProbe}.
 */
@NullMarked
package dev.chatstore.testkit.jdbc;

import org.jspecify.annotations.NullMarked;
