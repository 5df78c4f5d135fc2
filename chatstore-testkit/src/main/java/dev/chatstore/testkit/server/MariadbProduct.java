package dev.chatstore.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MariaDB. Runs without TLS, because creating the keys at each start would take seconds. */
final class MariadbProduct implements MysqlFamily {
    @Override
    public List<String> creation(Path programs, Path data) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                programs.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + data,
                "--tmpdir=" + data.getParent(),
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db",
                "--innodb-log-file-size=16M"));
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
                        programs.resolve("bin/mariadbd").toString(),
                        "--no-defaults",
                        "--basedir=" + programs,
                        "--skip-ssl",
                        "--character-set-server=utf8mb4",
                        "--innodb-log-file-size=64M",
                        "--log-warnings=1"));
    }

    @Override
    public String scheme() {
        return "mariadb";
    }

    @Override
    public String jdbcUrl(Address address, String database) {
        return "jdbc:mariadb://" + address + "/" + database + "?sslMode=disable";
    }

    @Override
    public String passwordVariable() {
        return "MARIADB_ROOT_PASSWORD";
    }

    @Override
    public String driver() {
        return "org.mariadb.jdbc:mariadb-java-client";
    }
}
