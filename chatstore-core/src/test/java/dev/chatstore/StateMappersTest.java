package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jackson's modules are found where the library and the types of states are, whatever the thread's class loader is. */
public class StateMappersTest {
    private static final SessionKey KEY = SessionKey.of("kari");

    @TempDir
    private Path folder;

    record Trip(Optional<String> to, Instant at) {}

    /** A value that Jackson cannot write by itself. */
    public static final class Stamp {
        private final String text;

        public Stamp(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A module that only the class loader of the plug-in finds. */
    public static final class StampModule extends SimpleModule {
        private static final long serialVersionUID = 1L;

        public StampModule() {
            super("stamps");
            addSerializer(Stamp.class, ToStringSerializer.instance);
        }
    }

    @Test
    void theModulesOfTheLibraryAreFoundByAThreadWithoutAClassLoader() {
        Thread.currentThread().setContextClassLoader(null);
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            Trip trip = new Trip(Optional.of("Oslo"), Instant.EPOCH);
            SessionStore<Trip> trips = storage.sessions(Trip.class);
            trips.getOrCreate(KEY, () -> trip);
            assertThat(trips.find(KEY).orElseThrow().state()).isEqualTo(trip);
        } finally {
            Thread.currentThread().setContextClassLoader(StateMappersTest.class.getClassLoader());
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void theModulesOfATypeAreFoundByItsClassLoader() throws Exception {
        Class<Object> type = (Class<Object>) new PluginLoader(folder).loadClass(MarkedState.class.getName());
        assertThat(type).isNotEqualTo(MarkedState.class);
        Object marked = type.getConstructor(String.class).newInstance("here");
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            SessionStore<Object> states = storage.sessions("marked", type);
            states.getOrCreate(KEY, () -> marked);
            assertThat(states.find(KEY).orElseThrow().state()).hasToString("MarkedState[stamp=here]");
        }
    }

    /** Loads the type itself, and all else by its parent. It alone sees the file that names the module. */
    private static final class PluginLoader extends ClassLoader {
        private final Path services;

        PluginLoader(Path folder) throws IOException {
            super(StateMappersTest.class.getClassLoader());
            services = Files.writeString(folder.resolve("services"), StampModule.class.getName());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(MarkedState.class.getName()) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(getParent().getResourceAsStream(file))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        protected Enumeration<URL> findResources(String name) throws IOException {
            return name.equals("META-INF/services/com.fasterxml.jackson.databind.Module")
                    ? Collections.enumeration(
                            Collections.singleton(services.toUri().toURL()))
                    : Collections.emptyEnumeration();
        }
    }
}
