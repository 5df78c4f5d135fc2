package dev.chatstore.testkit.server;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** A server whose process is not ours: it was given by its URL, or runs in a container. */
final class RemoteServer implements TestServer {
    private final SqlSide sql;
    private final Runnable closing;

    RemoteServer(SqlSide sql, Runnable closing) {
        this.sql = sql;
        this.closing = closing;
    }

    /** Returns the server at a URL, such as {@code mysql://root:password@host:3306}, whose user may make databases. */
    static RemoteServer at(ServerKind kind, String url) {
        URI uri = URI.create(url);
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (!kind.product().scheme().equals(uri.getScheme()) || uri.getPort() < 0 || login.length != 2) {
            throw new IllegalStateException(
                    kind.variable() + " must be " + kind.product().scheme() + "://user:password@host:port");
        }
        SqlSide.Login administrator = new SqlSide.Login(decoded(login[0]), decoded(login[1]));
        SqlSide sql = new SqlSide(kind, new Address(uri.getHost(), uri.getPort()), administrator, administrator);
        sql.requireDriver();
        if (!kind.matches(sql.version())) {
            throw new IllegalStateException(kind.variable() + " is of version " + sql.version() + ", not " + kind);
        }
        return new RemoteServer(sql, () -> {});
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public ServerKind kind() {
        return sql.kind();
    }

    @Override
    public String version() {
        return sql.version();
    }

    @Override
    public int port() {
        return sql.address().port();
    }

    @Override
    public TestDatabase newDatabase() {
        return sql.newDatabase();
    }

    @Override
    public Connection connectAsAdministrator() throws SQLException {
        return sql.connectAsAdministrator();
    }

    @Override
    public long pid() {
        throw noProcess();
    }

    @Override
    public void kill() {
        throw noProcess();
    }

    @Override
    public void start() {
        throw noProcess();
    }

    @Override
    public void pause() {
        throw noProcess();
    }

    @Override
    public void resume() {
        throw noProcess();
    }

    @Override
    public void restart() {
        throw noProcess();
    }

    @Override
    public void close() {
        closing.run();
    }

    private UnsupportedOperationException noProcess() {
        return new UnsupportedOperationException(this + " was given by its URL or runs in a container; what is asked "
                + "for needs a process that was started here: unset " + kind().variable() + " and add "
                + kind().archive().artifact() + " in test scope");
    }

    @Override
    public String toString() {
        return kind() + " at " + sql.address();
    }
}
