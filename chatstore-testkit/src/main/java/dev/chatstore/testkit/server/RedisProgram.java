package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;

/** The program of Redis, unpacked once from a Maven artifact and kept. */
final class RedisProgram {
    /** The variable of the environment that may name a Redis by its URL. */
    static final String VARIABLE = "CHATSTORE_TEST_REDIS_7_URL";

    /** The variable of the environment that may name a cluster by the URL of its nodes. */
    static final String CLUSTER_VARIABLE = "CHATSTORE_TEST_REDIS_7_CLUSTER_URL";

    private static final Archive ARCHIVE =
            new Archive("redis-server-7.0.9-linux-amd64", "com.github.lansheng228:embedded-redis:7.0.9");

    private RedisProgram() {}

    /**
     * Returns where the program is.
     *
     * @throws IllegalStateException if it cannot be had; the message says what to add
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
                throw new IOException("cannot make " + made + " a program");
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
        return new IllegalStateException("Redis 7 cannot be had. Do one of these: add " + ARCHIVE.artifact()
                + " in test scope, without what it depends on; or name servers in the environment, as " + VARIABLE
                + "=redis://host:port and " + CLUSTER_VARIABLE + "=redis://host:port,host:port,host:port");
    }
}
