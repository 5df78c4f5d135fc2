/**
 * Storage on MySQL 8.0.17 and newer, and on MariaDB 10.6 and newer.
 *
 * <p>The entry point is {@link dev.chatstore.mysql.MysqlBackendProvider}, chosen by URLs such as
 * {@code mysql://user:password@host/database}.
 */
@NullMarked
package dev.chatstore.mysql;

import org.jspecify.annotations.NullMarked;
