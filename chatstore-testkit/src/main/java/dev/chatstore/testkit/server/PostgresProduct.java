package dev.chatstore.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL. Runs with durable commits, a collation that differs from byte order, and a time zone other than UTC. */
final class PostgresProduct implements ServerProduct {
    @Override
    public List<String> creation(Path programs, Path data) {
        return asNobody(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + administrator(),
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=en-US",
                "--auth=trust",
                "--no-sync");
    }

    @Override
    public void complete(Path data) throws IOException {
        Files.writeString(
                data.resolve("pg_hba.conf"),
                "host all,replication " + administrator()
                        + " 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
    }

    @Override
    public List<String> command(Path programs, Path data, Path pidFile, int port) {
        List<String> command = asNobody(programs.resolve("bin/postgres").toString(), "-D", data.toString());
        List.of(
                        "external_pid_file=" + pidFile,
                        "listen_addresses=" + Address.LOOPBACK,
                        "port=" + port,
                        "unix_socket_directories=",
                        "fsync=on",
                        "synchronous_commit=on",
                        "full_page_writes=on",
                        "shared_buffers=64MB",
                        "max_connections=100",
                        "timezone=Asia/Kathmandu",
                        "log_min_messages=fatal",
                        "log_checkpoints=off")
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /** PostgreSQL refuses to run as root. In its own user namespace it runs as nobody, who owns the files of root. */
    private static List<String> asNobody(String... command) {
        List<String> wrapped = new ArrayList<>();
        if (ServerProcess.IS_ROOT) {
            wrapped.addAll(List.of("unshare", "--user"));
        }
        wrapped.addAll(List.of(command));
        return wrapped;
    }

    @Override
    public List<String> option(String setting) {
        return List.of("-c", setting);
    }

    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public String discardSignal() {
        return "QUIT";
    }

    /** A killed server leaves a small shared memory segment, which only the next server with the same data removes. */
    @Override
    public void discard(Path data, Path log) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (Files.exists(lock)) {
            List<String> lines = Files.readAllLines(lock);
            String[] segment = lines.get(Math.min(6, lines.size() - 1)).strip().split("\\s+", -1);
            if (segment.length == 2) {
                ServerProcess.run(List.of("ipcrm", "--shmem-id", segment[1]), log);
            }
        }
    }

    @Override
    public String scheme() {
        return "postgresql";
    }

    @Override
    public String jdbcUrl(Address address, String database) {
        return "jdbc:postgresql://" + address + "/" + database;
    }

    @Override
    public Map<String, String> timeouts() {
        return Map.of("loginTimeout", "5");
    }

    @Override
    public String driver() {
        return "org.postgresql:postgresql";
    }

    @Override
    public int port() {
        return 5432;
    }

    @Override
    public String passwordVariable() {
        return "POSTGRES_PASSWORD";
    }

    @Override
    public String administrator() {
        return "postgres";
    }

    @Override
    public String administration() {
        return "postgres";
    }

    @Override
    public String dataFolder() {
        return "show data_directory";
    }

    @Override
    public String tables() {
        return """
                select c.relname
                from pg_class c
                where c.relnamespace = current_schema()::regnamespace
                  and c.relkind in ('r', 'p')
                  and not c.relispartition
                  and c.relname like 'chat\\_%'
                  and c.relname <> 'chat_schema'
                order by c.relname
                """;
    }

    @Override
    public String newUser(String user, String password) {
        return "create role " + user + " login password '" + password + "'";
    }

    @Override
    public List<String> newDatabase(String database, String user) {
        return List.of("create database " + database + " owner " + user);
    }

    @Override
    public String dropDatabase(String database) {
        return "drop database " + database + " with (force)";
    }
}
