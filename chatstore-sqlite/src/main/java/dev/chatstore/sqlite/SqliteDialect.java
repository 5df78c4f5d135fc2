package dev.chatstore.sqlite;

import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Failure;
import dev.chatstore.jdbi.database.Locking;
import dev.chatstore.jdbi.database.MultiRowInsert;
import dev.chatstore.jdbi.database.RowInsert;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * The differences of SQLite.
 *
 * @param files the files of the database, or null if it is in memory
 */
record SqliteDialect(DatabaseName name, @Nullable OpenFiles files) implements Dialect {
    @Override
    public @Nullable InputStream open(String file) {
        return SqliteDialect.class.getResourceAsStream(file);
    }

    /** To the millisecond. Older releases have no function for seconds with a fraction. */
    @Override
    public String clock() {
        return "cast(round((julianday('now') - 2440587.5) * 86400000) as integer) * 1000";
    }

    @Override
    public Locking locking() {
        return Locking.DATABASE;
    }

    /** The statements of {@link StatementCache} are proxies. */
    @Override
    public RowInsert rowInsert() {
        return new MultiRowInsert(JDBC4PreparedStatement.class);
    }

    /** In memory, connections share a cache, in which a reader locks tables. */
    @Override
    public boolean readersBlockWriters() {
        return files == null;
    }

    @Override
    public void copyTo(Path target) throws SQLException {
        if (files == null) {
            Dialect.super.copyTo(target);
        } else {
            files.copyTo(target);
        }
    }

    @Override
    public Failure classify(SQLException error) {
        return SqliteFailures.classify(error);
    }

    @Override
    public void verify(boolean writes) throws SQLException {
        if (files != null) {
            files.verify(writes);
        }
    }

    @Override
    public void committed() {
        if (files != null) {
            files.committed();
        }
    }
}
