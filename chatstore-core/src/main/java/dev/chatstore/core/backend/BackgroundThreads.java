package dev.chatstore.core.backend;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the daemon threads of the library. A thread inherits nothing from the one that happens to need it first: no
 * inheritable thread locals, and the context class loader of the thread that opened the storage. So a thread that lives
 * for long keeps nothing of a caller alive.
 */
public final class BackgroundThreads {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);

    /** The first version in which a virtual thread that waits inside {@code synchronized} frees its carrier. */
    private static final int VIRTUAL_SINCE = 24;

    private BackgroundThreads() {}

    /** Returns a factory of platform threads with a name, which starts none. */
    public static ThreadFactory named(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return work -> {
            Thread thread = new Thread(null, work, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    /**
     * Returns a factory of virtual threads with a name, or null before JDK 24. In JDK 21 to 23 a listener that waits
     * inside {@code synchronized} would hold a carrier thread, of which all virtual threads of the program share a few.
     */
    public static @Nullable ThreadFactory virtual(String name) {
        return Runtime.version().feature() < VIRTUAL_SINCE ? null : virtualFactory(name);
    }

    /** Uses reflection, since the library is compiled for Java 17. */
    private static @Nullable ThreadFactory virtualFactory(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class).invoke(builder, name);
            type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            ThreadFactory threads = (ThreadFactory) type.getMethod("factory").invoke(builder);
            return work -> {
                Thread thread = threads.newThread(work);
                thread.setContextClassLoader(loader);
                return thread;
            };
        } catch (ReflectiveOperationException e) {
            LOG.debug("platform threads are used in place of virtual ones", e);
            return null;
        }
    }
}
