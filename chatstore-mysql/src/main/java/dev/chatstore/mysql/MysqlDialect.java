package dev.chatstore.mysql;

import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Failure;
import dev.chatstore.jdbi.database.Locking;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The differences of MySQL and MariaDB. */
record MysqlDialect(Product product, DatabaseName name) implements Dialect {
    @Override
    public @Nullable InputStream open(String file) {
        return product.open(file);
    }

    @Override
    public String clock() {
        return "timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))";
    }

    @Override
    public String loginAdvice() {
        return product == Product.MYSQL
                ? "; without TLS, MySQL's default way of login needs allowPublicKeyRetrieval=true in the URL"
                : "";
    }

    @Override
    public Locking locking() {
        return Locking.ROWS;
    }

    /** The level at which writes are allowed under every format of the binary log. */
    @Override
    public int isolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public Failure classify(SQLException error) {
        return MysqlFailures.classify(error);
    }
}
