package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;

/** The program of Redis. It is unpacked once from a Maven artifact and kept. */
final class RedisProgram {
    /** The environment variable that may name a Redis server by its URL. */
    static final String VARIABLE = "CHATSTORE_TEST_REDIS_7_URL";

    /** The environment variable that may name a cluster by the URL of its nodes. */
    static final String CLUSTER_VARIABLE = "CHATSTORE_TEST_REDIS_7_CLUSTER_URL";

    private static final ProgramArchive ARCHIVE =
            new ProgramArchive("redis-server-7.0.9-linux-amd64", "com.github.lansheng228:embedded-redis:7.0.9");

    private RedisProgram() {}

    /**
     * Returns the path of the program.
     *
     * @throws IllegalStateException if it is not available; the message says what to add
     */
    static Path path() {
        Path program =
                ServerFolder.ROOT.resolve("programs").resolve(ARCHIVE.name()).resolve("redis-server");
        if (!Files.isExecutable(program)) {
            unpack(ARCHIVE.jar().orElseThrow(RedisProgram::missing), program);
        }
        return program;
    }

    private static void unpack(Path jar, Path program) {
        ServerFolder folder = ServerFolder.create();
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(ARCHIVE.resource()))) {
            Path made = folder.path().resolve("redis-server");
            Files.copy(in, made);
            if (!made.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + made + " executable");
            }
            Files.createDirectories(program.getParent());
            Files.move(made, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            folder.delete();
        }
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("Redis 7 is not available. Do one of the following: add " + ARCHIVE.artifact()
                + " in test scope, without its dependencies; or set " + VARIABLE
                + "=redis://host:port and " + CLUSTER_VARIABLE
                + "=redis://host:port,host:port,host:port to running servers");
    }
}
