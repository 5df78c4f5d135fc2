package dev.chatstore.testkit.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Stands before a data source, counts what is sent through it, and can lose the reply to a commit. Safe for use by many
 * threads.
 *
 * <p>A statement counts each time it is executed, a batch as one; what only controls a transaction, as {@code begin}
 * does, counts as none. A commit counts if its transaction executed a statement, whether it is made by
 * {@link Connection#commit}, by the statement {@code commit}, or by a statement that writes outside a transaction.
 */
public final class DataSourceProbe implements DataSource {
    private final DataSource source;
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean losing = new AtomicBoolean();

    /** Makes a probe before a data source. */
    public DataSourceProbe(DataSource source) {
        this.source = source;
    }

    /** Returns how many statements were executed since the last reset. */
    public long statements() {
        return statements.get();
    }

    /** Returns how many transactions were committed since the last reset. */
    public long commits() {
        return commits.get();
    }

    /** Returns the texts of the statements executed since the last reset, in their order. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** Forgets what was counted; a reply that is to be lost still will be. */
    public void reset() {
        statements.set(0);
        commits.set(0);
        texts.clear();
    }

    /**
     * Makes the next commit that has written something succeed and lose its reply: its caller is told that the
     * connection failed, with the SQLState {@code 08006}, and the connection is of no more use, with {@code 08003}.
     */
    public void loseNextReply() {
        losing.set(true);
    }

    void executed(String text) {
        statements.incrementAndGet();
        texts.add(text);
    }

    /** Counts a commit that was made, and returns whether its reply is lost. */
    boolean committed(boolean hasWritten) {
        commits.incrementAndGet();
        return hasWritten && losing.compareAndSet(true, false);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return ConnectionProbe.wrap(this, source.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return ConnectionProbe.wrap(this, source.getConnection(username, password));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(DataSourceProbe.class.getPackageName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || source.isWrapperFor(type);
    }
}
