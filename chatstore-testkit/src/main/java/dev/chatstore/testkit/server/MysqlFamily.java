package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The common part of MySQL and MariaDB. Both run with durable commits, in a time zone other than UTC, and with a folder for
 * temporary files that no other server has: on starting, a server removes the temporary tables that it finds there.
 */
interface MysqlFamily extends ServerProduct {
    /** Returns the given options, followed by those that both products accept. */
    static List<String> options(Path data, Path pidFile, int port, List<String> first) {
        List<String> options = new ArrayList<>(first);
        options.addAll(List.of(
                "--datadir=" + data,
                "--pid-file=" + pidFile,
                "--tmpdir=" + pidFile.getParent(),
                "--bind-address=" + Address.LOOPBACK,
                "--port=" + port,
                // Relative to the data folder: an absolute path may be too long for a socket.
                "--socket=socket",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=64M",
                "--max-connections=100",
                "--default-time-zone=+05:45"));
        options.addAll(user());
        return options;
    }

    /** Both refuse to run as root without this option. */
    static List<String> user() {
        return ServerProcess.IS_ROOT ? List.of("--user=root") : List.of();
    }

    @Override
    default List<String> option(String setting) {
        return List.of("--" + setting);
    }

    @Override
    default String stopSignal() {
        return "TERM";
    }

    @Override
    default String discardSignal() {
        return "KILL";
    }

    @Override
    default Map<String, String> timeouts() {
        return Map.of("connectTimeout", "5000", "socketTimeout", "5000");
    }

    @Override
    default int port() {
        return 3306;
    }

    @Override
    default String administrator() {
        return "root";
    }

    @Override
    default String administration() {
        return "mysql";
    }

    @Override
    default String dataFolder() {
        return "select @@datadir";
    }

    @Override
    default String tables() {
        return """
                select table_name
                from information_schema.tables
                where table_schema = database()
                  and table_type = 'BASE TABLE'
                  and table_name like 'chat\\_%'
                  and table_name not in ('chat_schema', 'chat_task')
                order by table_name
                """;
    }

    @Override
    default String newUser(String user, String password) {
        return "create user " + user + " identified by '" + password + "'";
    }

    @Override
    default List<String> newDatabase(String database, String user) {
        String create = "create database " + database;
        // The administrator needs no grant, and only the server knows its full name.
        return user.equals(administrator())
                ? List.of(create)
                : List.of(create, "grant all on " + database + ".* to " + user);
    }

    @Override
    default String dropDatabase(String database) {
        return "drop database " + database;
    }
}
