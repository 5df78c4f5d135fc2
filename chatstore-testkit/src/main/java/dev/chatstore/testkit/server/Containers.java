package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.time.Duration;

/**
 * Starts a server in a container. Testcontainers is named by reflection only, so that nobody needs its 25 MB to compile
 * or to run a contract.
 */
final class Containers {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String PASSWORD = "secret";

    private Containers() {}

    /** Says whether Testcontainers is on the class path and finds an engine; takes half a second where there is none. */
    static boolean areAvailable() {
        try {
            Class<?> factory = Class.forName("org.testcontainers.DockerClientFactory");
            Object instance = factory.getMethod("instance").invoke(null);
            return (boolean) factory.getMethod("isDockerAvailable").invoke(instance);
        } catch (ClassNotFoundException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Testcontainers does not answer", e);
        }
    }

    static TestServer start(ServerKind kind) {
        ServerProduct product = kind.product();
        try {
            Class<?> type = Class.forName("org.testcontainers.containers.GenericContainer");
            Object container = type.getConstructor(String.class).newInstance(kind.image());
            type.getMethod("addEnv", String.class, String.class)
                    .invoke(container, product.passwordVariable(), PASSWORD);
            type.getMethod("addExposedPort", Integer.class).invoke(container, product.port());
            type.getMethod("start").invoke(container);
            Address address = new Address((String) type.getMethod("getHost").invoke(container), (int)
                    type.getMethod("getMappedPort", int.class).invoke(container, product.port()));
            SqlAccess.Login administrator = new SqlAccess.Login(product.administrator(), PASSWORD);
            SqlAccess sql = new SqlAccess(kind, address, administrator, administrator);
            if (!Polling.until(LIMIT, sql::answers)) {
                throw new IllegalStateException(kind + " does not answer from its container");
            }
            return new RemoteDatabaseServer(sql, () -> stop(container));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(kind + " does not start in a container", e);
        }
    }

    private static void stop(Object container) {
        try {
            container.getClass().getMethod("stop").invoke(container);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a container does not stop", e);
        }
    }
}
