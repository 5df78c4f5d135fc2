/**
 * PostgreSQL 14 and newer: one store for many machines, an append in one round trip.
 *
 * <p>The entry point is {@link dev.chatstore.postgres.PostgresBackendProvider}, chosen by URLs such as
 * {@code postgresql://user:password@host/database}.
 */
@NullMarked
package dev.chatstore.postgres;

import org.jspecify.annotations.NullMarked;
