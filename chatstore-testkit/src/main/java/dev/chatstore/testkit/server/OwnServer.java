package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A server whose process was started here. */
final class OwnServer implements TestServer {
    private static final int ATTEMPTS = 5;
    private static final SqlSide.Login USER = new SqlSide.Login("chatstore", "secret");
    private static final Set<OwnServer> OPEN = ConcurrentHashMap.newKeySet();

    static {
        ServerFolder.sweep();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(OwnServer::close)));
    }

    private final Programs programs;
    private final ServerFolder folder;
    private final Path data;
    private final SqlSide sql;
    private final OneProcess process;

    private OwnServer(SqlSide sql, Programs programs, ServerFolder folder, @Nullable Path place) {
        this.sql = sql;
        this.process = new OneProcess(sql.kind().toString());
        this.programs = programs;
        this.folder = folder;
        this.data = (place == null ? folder.path() : place).resolve("data").toAbsolutePath();
    }

    /** Starts a server on new data in the given folder or in one of its own, on the first port that it gets. */
    static OwnServer start(ServerKind kind, Path jar, @Nullable Path place, IntSupplier ports) {
        Programs programs = Programs.of(kind, jar);
        SqlSide.Login administrator = new SqlSide.Login(kind.product().administrator(), "");
        for (int attempt = 1; ; attempt++) {
            Address address = new Address(Address.LOOPBACK, ports.getAsInt());
            SqlSide sql = new SqlSide(kind, address, administrator, USER);
            sql.requireDriver();
            OwnServer server = new OwnServer(sql, programs, ServerFolder.create(), place);
            OPEN.add(server);
            try {
                server.create();
                return server;
            } catch (IllegalStateException e) {
                server.close();
                if (attempt == ATTEMPTS || Ports.isFree(address.port())) {
                    throw e;
                }
                // Somebody took the port after it was found free.
            }
        }
    }

    private void create() {
        programs.copyData(data, folder);
        start();
        sql.tell(List.of(kind().product().newUser(USER.name(), USER.password())));
    }

    @Override
    public void start() {
        List<String> command = kind().product().command(programs.programs(), data, folder.pidFile(), port());
        if (!process.start(command, folder.log(), started -> sql.answersFrom(data))) {
            throw Missing.asTold(kind(), folder.lastWords());
        }
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
    public long pid() {
        return process.get().pid();
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
    public void kill() {
        process.get().kill();
    }

    @Override
    public void pause() {
        process.get().pause();
    }

    @Override
    public void resume() {
        process.get().resume();
    }

    @Override
    public void restart() {
        process.get().stop(kind().product().stopSignal());
        start();
    }

    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        process.end(kind().product().discardSignal());
        try {
            kind().product().discard(data, folder.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ServerFolder.delete(data);
            folder.delete();
        }
    }

    @Override
    public String toString() {
        return kind() + " at " + sql.address();
    }
}
