package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start takes no time for what a program does not use. */
class LoadedClassesTest {
    /** A class loader that tells what it has loaded. */
    private static final class AskedLoader extends URLClassLoader {
        AskedLoader(URL[] entries) {
            super(entries, ClassLoader.getPlatformClassLoader());
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }

        static AskedLoader ofClassPath() throws MalformedURLException {
            List<URL> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                entries.add(Path.of(entry).toUri().toURL());
            }
            return new AskedLoader(entries.toArray(URL[]::new));
        }
    }

    @Test
    void aProgramWithoutSessionsMetadataAndDumpsLoadsNoMapperOfJacksonAndNoZstd(@TempDir Path folder) throws Exception {
        // The JDK looks for drivers once, with the class loader of the first thread that asks: not with this one.
        DriverManager.drivers().close();
        try (AskedLoader loader = AskedLoader.ofClassPath()) {
            loader.loadClass(ChatOnlyProgram.class.getName())
                    .getMethod("run", String.class)
                    .invoke(null, "sqlite:" + folder.resolve("bot.db"));
            assertThat(loader.hasLoaded("dev.chatstore.jdbi.RelationalBackend")).isTrue();
            assertThat(loader.hasLoaded("com.fasterxml.jackson.databind.ObjectMapper"))
                    .isFalse();
            assertThat(loader.hasLoaded("dev.chatstore.core.dump.StoreDump")).isFalse();
            assertThat(loader.hasLoaded("com.github.luben.zstd.Zstd")).isFalse();
        }
    }
}
