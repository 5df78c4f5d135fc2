package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MySQL. */
final class MysqlProduct implements MysqlFamily {
    @Override
    public List<String> creation(Path programs, Path data) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--initialize-insecure",
                "--innodb-redo-log-capacity=8M",
                "--datadir=" + data,
                "--tmpdir=" + data.getParent()));
        command.addAll(MysqlFamily.user());
        return command;
    }

    @Override
    public List<String> command(Path programs, Path data, Path pidFile, int port) {
        return MysqlFamily.options(
                data,
                pidFile,
                port,
                List.of(
                        programs.resolve("bin/mysqld").toString(),
                        "--no-defaults",
                        "--mysqlx=OFF",
                        "--skip-log-bin",
                        "--secure-file-priv=",
                        "--performance-schema=OFF",
                        "--innodb-redo-log-capacity=64M",
                        "--log-error-verbosity=1"));
    }

    @Override
    public String scheme() {
        return "mysql";
    }

    @Override
    public String jdbcUrl(Address address, String database) {
        return "jdbc:mysql://" + address + "/" + database;
    }

    @Override
    public String passwordVariable() {
        return "MYSQL_ROOT_PASSWORD";
    }

    @Override
    public String driver() {
        return "com.mysql:mysql-connector-j";
    }
}
