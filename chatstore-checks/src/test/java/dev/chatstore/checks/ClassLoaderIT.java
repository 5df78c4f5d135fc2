package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.testkit.server.RedisServers;
import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The class loader of a program that used the library, as that of a web application, can be collected once the storage
 * is closed.
 */
@Timeout(300)
class ClassLoaderIT {
    /** Far longer than a collection; a driver's own thread may take half a minute to end. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private record Point(Object x) {}

    private static URLClassLoader newLoader() throws MalformedURLException {
        List<URL> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Runs the program in a thread that ends, so that none of its thread locals remain, and closes its class loader. */
    private static WeakReference<ClassLoader> runAndClose(String url, Map<String, String> settings) throws Exception {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        URLClassLoader loader = newLoader();
        Thread thread = new Thread(null, () -> run(loader, url, settings, failure), "program", 0, false);
        thread.setContextClassLoader(loader);
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
        loader.close();
        return new WeakReference<>(loader);
    }

    private static void run(
            ClassLoader loader,
            String url,
            Map<String, String> settings,
            AtomicReference<@Nullable Throwable> failure) {
        try {
            loader.loadClass(LoadedProgram.class.getName())
                    .getMethod("run", String.class, Map.class)
                    .invoke(null, url, settings);
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    /**
     * The JDK keeps the types of the record whose methods were linked last, and of its components: those of the program
     * and its own, and, apart and softly, those of other class loaders.
     */
    private static void linkOtherRecords() throws Throwable {
        link(Point.class, Thread.class);
        try (URLClassLoader other = newLoader()) {
            link(other.loadClass(Point.class.getName()), other.loadClass(LoadedProgram.class.getName()));
        }
    }

    private static void link(Class<?> type, Class<?> component) throws Throwable {
        MethodHandle getter = MethodHandles.empty(MethodType.methodType(component, type));
        for (String method : List.of("equals", "hashCode", "toString")) {
            ObjectMethods.bootstrap(MethodHandles.lookup(), method, MethodHandle.class, type, "x", getter);
        }
    }

    /** The JVM clears them before it refuses an object that is larger than the heap. */
    private static void clearSoftReferences() {
        assertThatThrownBy(() -> assertThat(new byte[Integer.MAX_VALUE - 8]).isNotEmpty())
                .isInstanceOf(OutOfMemoryError.class);
    }

    static void assertCollected(String url, Map<String, String> settings) throws Throwable {
        // The JDK looks for drivers once, with the class loader of the first thread that asks: not with the program's.
        DriverManager.drivers().close();
        // The JVM keeps the thread that waits for the end of a program, as SQLite's driver starts one, for a minute.
        new ProcessBuilder("true").start().waitFor();
        WeakReference<ClassLoader> loader = runAndClose(url, settings);
        linkOtherRecords();
        clearSoftReferences();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(loader.get())
                .as("threads: %s", Thread.getAllStackTraces().keySet())
                .isNull();
    }

    @Test
    void itIsFreeAfterTheStoreInMemory() throws Throwable {
        assertCollected("memory:", Map.of("cache.bytes", "1MiB"));
    }

    @Test
    void itIsFreeAfterAFile(@TempDir Path folder) throws Throwable {
        assertCollected("sqlite:" + folder.resolve("bot.db"), Map.of());
    }

    @Test
    void itIsFreeAfterRedisAsTheStoreAndAsTheCache() throws Throwable {
        assertCollected(RedisServers.shared().url(), Map.of("redis.prefix", "class-loader"));
        assertCollected("memory:", Map.of("cache.url", RedisServers.shared().url(), "redis.prefix", "class-loader"));
    }
}
