package dev.chatstore.jdbi;

import java.lang.reflect.InvocationTargetException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of the drivers that the stores of this class loader have loaded, once the last store is closed. A driver
 * registers with the JVM's driver manager, and Connector/J starts a thread; either keeps the class loader of a web
 * application or of a plug-in in memory for as long as the JVM runs. A program's own class loader lives that long
 * anyway, and its drivers stay as they are. Safe for use by several threads.
 */
final class LoadedDrivers {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedDrivers.class);
    private static final String CONNECTOR_J = "com.mysql.cj.jdbc.Driver";
    private static final Set<String> NAMES =
            Set.of(CONNECTOR_J, "org.mariadb.jdbc.Driver", "org.postgresql.Driver", "org.sqlite.JDBC");

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static int stores;

    private LoadedDrivers() {}

    /** Records that a store was opened. */
    static void opened() {
        LOCK.lock();
        try {
            stores++;
        } finally {
            LOCK.unlock();
        }
    }

    /** Records that a store was closed. */
    static void closed() {
        LOCK.lock();
        try {
            stores--;
            if (stores == 0 && !livesAsLongAsTheJvm()) {
                release();
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static boolean livesAsLongAsTheJvm() {
        ClassLoader own = LoadedDrivers.class.getClassLoader();
        return Stream.iterate(ClassLoader.getSystemClassLoader(), Objects::nonNull, ClassLoader::getParent)
                .anyMatch(loader -> loader.equals(own));
    }

    private static void release() {
        List<Driver> drivers =
                DriverManager.drivers().filter(LoadedDrivers::isOurs).toList();
        for (Driver driver : drivers) {
            try {
                DriverManager.deregisterDriver(driver);
                if (driver.getClass().getName().equals(CONNECTOR_J)) {
                    stopThread(driver.getClass().getClassLoader());
                }
            } catch (SQLException | ReflectiveOperationException e) {
                LOG.warn(
                        "{} keeps its class loader in memory", driver.getClass().getName(), e);
            }
        }
    }

    private static boolean isOurs(Driver driver) {
        return Objects.equals(driver.getClass().getClassLoader(), LoadedDrivers.class.getClassLoader())
                && NAMES.contains(driver.getClass().getName());
    }

    private static void stopThread(ClassLoader loader)
            throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        Class.forName("com.mysql.cj.jdbc.AbandonedConnectionCleanupThread", true, loader)
                .getMethod("uncheckedShutdown")
                .invoke(null);
    }
}
