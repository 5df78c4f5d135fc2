package dev.chatstore.testkit.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A decorator of a data source that counts statements and commits, and can lose the reply to a commit. Safe for use by
 * multiple threads.
 *
 * <p>A statement counts each time it is executed. A batch counts as one, as does a whole transaction that is sent at
 * once. A statement that only controls a transaction, such as {@code begin}, does not count. A commit counts if its
 * transaction executed a statement: by {@link Connection#commit}, by the statement {@code commit}, or by a statement that
 * writes outside a transaction.
 */
public final class DataSourceProbe implements DataSource {
    private final DataSource source;
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Runnable> losing = new AtomicReference<>();

    /** Creates a probe of a data source. */
    public DataSourceProbe(DataSource source) {
        this.source = source;
    }

    /** Returns the number of statements executed since the last reset. */
    public long statements() {
        return statements.get();
    }

    /** Returns the number of transactions committed since the last reset. */
    public long commits() {
        return commits.get();
    }

    /** Returns the texts of the statements executed since the last reset, in order. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** Resets the counts. A request to lose a reply stays in effect. */
    public void reset() {
        statements.set(0);
        commits.set(0);
        texts.clear();
    }

    /**
     * Makes the next commit of a write succeed and lose its reply: the caller gets an exception with SQLState
     * {@code 08006}, and every later use of the connection fails with {@code 08003}.
     */
    public void loseNextReply() {
        loseNextReply(() -> {});
    }

    /**
     * Makes the next commit of a write succeed and lose its reply, as the method above does.
     *
     * @param meanwhile runs after the commit and before its caller gets the exception
     */
    public void loseNextReply(Runnable meanwhile) {
        losing.set(meanwhile);
    }

    void executed(String text) {
        statements.incrementAndGet();
        texts.add(text);
    }

    /** Counts a successful commit, and returns whether its reply is lost. */
    boolean committed(boolean hasWritten) {
        commits.incrementAndGet();
        Runnable meanwhile = hasWritten ? losing.getAndSet(null) : null;
        if (meanwhile != null) {
            meanwhile.run();
        }
        return meanwhile != null;
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
