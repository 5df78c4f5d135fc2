package dev.chatstore.testkit.server;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A running database server that was named by its URL, or runs in a container. */
final class RemoteDatabaseServer extends RemoteServer implements SqlServer {
    private final SqlAccess sql;
    private final Runnable closing;

    RemoteDatabaseServer(SqlAccess sql, Runnable closing) {
        super(
                sql.kind().toString(),
                sql.address(),
                "unset " + sql.kind().variable() + " and add "
                        + sql.kind().archive().artifact() + " in test scope");
        this.sql = sql;
        this.closing = closing;
    }

    /** Returns the server at a URL, {@code mysql://root:password@host:3306}, whose user may create databases. */
    static RemoteDatabaseServer at(ServerKind kind, String url) {
        URI uri = URI.create(url);
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (!kind.product().scheme().equals(uri.getScheme()) || uri.getPort() < 0 || login.length != 2) {
            throw new IllegalStateException(
                    kind.variable() + " must be " + kind.product().scheme() + "://user:password@host:port");
        }
        SqlAccess.Login administrator = new SqlAccess.Login(decoded(login[0]), decoded(login[1]));
        SqlAccess sql = new SqlAccess(kind, new Address(uri.getHost(), uri.getPort()), administrator, administrator);
        sql.requireDriver();
        if (!kind.matches(sql.version())) {
            throw new IllegalStateException(
                    kind.variable() + " names a server of version " + sql.version() + ", not " + kind);
        }
        return new RemoteDatabaseServer(sql, () -> {});
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public SqlAccess sql() {
        return sql;
    }

    @Override
    public void close() {
        closing.run();
    }
}
