package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A database server whose process this JVM started. */
final class LocalDatabaseServer extends LocalServer implements SqlServer {
    private static final SqlAccess.Login USER = new SqlAccess.Login("chatstore", "secret");

    private final SqlAccess sql;
    private final Programs programs;
    private final List<String> settings;
    private final Path data;
    private final @Nullable Consumer<Path> copy;

    private LocalDatabaseServer(
            SqlAccess sql,
            Programs programs,
            @Nullable Path parent,
            List<String> settings,
            @Nullable Consumer<Path> copy) {
        super(sql.kind().toString(), sql.address());
        this.sql = sql;
        this.programs = programs;
        this.settings = settings;
        this.data = (parent == null ? folder().path() : parent).resolve("data").toAbsolutePath();
        this.copy = copy;
    }

    /** Starts a server with new data below the given folder, or below its own folder if none is given. */
    static LocalDatabaseServer start(
            ServerKind kind, Path jar, @Nullable Path parent, List<String> settings, IntSupplier ports) {
        Programs programs = Programs.of(kind, jar);
        SqlAccess.Login administrator = new SqlAccess.Login(kind.product().administrator(), "");
        return startOnFreePort(ports, address -> {
            SqlAccess sql = new SqlAccess(kind, address, administrator, USER);
            sql.requireDriver();
            return new LocalDatabaseServer(sql, programs, parent, settings, null);
        });
    }

    /** Starts a server with the programs, settings and users of this one, and a copy of its data at the given path. */
    LocalDatabaseServer startCopy(Consumer<Path> made) {
        return startOnFreePort(Ports::free, address -> {
            SqlAccess access = new SqlAccess(kind(), address, sql.administrator(), sql.user());
            return new LocalDatabaseServer(access, programs, null, settings, made);
        });
    }

    Path data() {
        return data;
    }

    @Override
    void startNew() {
        if (copy != null) {
            copy.accept(data);
            start();
            return;
        }
        programs.copyData(data, folder());
        start();
        sql.execute(List.of(kind().product().newUser(USER.name(), USER.password())));
    }

    @Override
    List<String> command() {
        ServerProduct product = kind().product();
        List<String> command = new ArrayList<>(product.command(programs.programs(), data, folder().pidFile(), port()));
        settings.forEach(setting -> command.addAll(product.option(setting)));
        return command;
    }

    @Override
    boolean answersFrom(ServerProcess started) {
        return sql.answersFrom(data);
    }

    @Override
    IllegalStateException startFailed() {
        return ServerErrors.startFailed(kind(), folder().lastLogLines());
    }

    @Override
    String stopSignal() {
        return kind().product().stopSignal();
    }

    @Override
    String discardSignal() {
        return kind().product().discardSignal();
    }

    @Override
    void removeLeftovers() {
        try {
            kind().product().discard(data, folder().log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ServerFolder.delete(data);
        }
    }

    @Override
    public SqlAccess sql() {
        return sql;
    }
}
