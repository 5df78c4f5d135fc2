package dev.chatstore.testkit.server;

import dev.chatstore.testkit.Polling;
import java.time.Duration;

/**
 * Starts a server in a container. Uses Testcontainers by reflection, so that its 25 MB are not needed to compile or run
 * a contract.
 */
final class Containers {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String PASSWORD = "secret";

    private Containers() {}

    /**
     * Returns whether Testcontainers is on the class path and finds a Docker engine. Takes half a second if it does
     * not.
     */
    static boolean areAvailable() {
        try {
            Class<?> factory = Class.forName("org.testcontainers.DockerClientFactory");
            Object instance = factory.getMethod("instance").invoke(null);
            return (boolean) factory.getMethod("isDockerAvailable").invoke(instance);
        } catch (ClassNotFoundException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call Testcontainers", e);
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
                throw new IllegalStateException(kind + " does not answer in its container");
            }
            return new RemoteDatabaseServer(sql, () -> stop(container));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot start " + kind + " in a container", e);
        }
    }

    private static void stop(Object container) {
        try {
            container.getClass().getMethod("stop").invoke(container);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot stop a container", e);
        }
    }
}
