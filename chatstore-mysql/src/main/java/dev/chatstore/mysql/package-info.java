/**
 * Storage on MySQL and MariaDB.
 *
 * <p>{@link dev.chatstore.mysql.MysqlBackendProvider} is found by the schemes of its URLs; nobody needs to name it.
 */
@NullMarked
package dev.chatstore.mysql;

import org.jspecify.annotations.NullMarked;
