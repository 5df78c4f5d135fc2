package dev.chatstore;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatstore.api.InvalidInputException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The mappers that write the states of sessions as JSON and read them: the caller's own, or one with the Jackson modules
 * that the library's class loader and that of the state's type find. Safe for use by several threads.
 */
final class StateMappers {
    private static final String FIELD = "mapper";

    private final @Nullable ObjectMapper own;
    private volatile @Nullable ObjectMapper withModules;

    private StateMappers(@Nullable ObjectMapper own) {
        this.own = own;
    }

    /**
     * Returns mappers.
     *
     * @param own the caller's own, or null for one with modules, which is created when it is first needed: a program
     *     without sessions does without it
     */
    static StateMappers of(@Nullable ObjectMapper own) {
        return new StateMappers(own);
    }

    /** Two threads may create one at the same time, which are equal. */
    private ObjectMapper withModules() {
        ObjectMapper known = withModules;
        if (known == null) {
            known = create();
            withModules = known;
        }
        return known;
    }

    private static ObjectMapper create() {
        ObjectMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        addModules(mapper, StateMappers.class.getClassLoader());
        return mapper;
    }

    /**
     * Returns the mapper of a type.
     *
     * @throws InvalidInputException if a module that the library's class loader or the type's finds cannot be used
     */
    ObjectMapper of(Class<?> type) {
        if (own != null) {
            return own;
        }
        ClassLoader loader = type.getClassLoader();
        // A type of the JDK has no loader.
        if (loader == null || loader.equals(StateMappers.class.getClassLoader())) {
            return withModules();
        }
        ObjectMapper extended = withModules().copy();
        addModules(extended, loader);
        return extended;
    }

    /** Adds modules; one that the mapper has already is passed over by Jackson. */
    private static void addModules(ObjectMapper mapper, @Nullable ClassLoader loader) {
        Iterator<ServiceLoader.Provider<Module>> modules =
                ServiceLoader.load(Module.class, loader).stream().iterator();
        String name = "that META-INF/services names";
        try {
            while (modules.hasNext()) {
                ServiceLoader.Provider<Module> module = modules.next();
                name = module.type().getName();
                mapper.registerModule(module.get());
                name = "that META-INF/services names";
            }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            throw unusable(name, e);
        }
    }

    private static InvalidInputException unusable(String module, Throwable reason) {
        Throwable cause = reason;
        while (cause instanceof ServiceConfigurationError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        InvalidInputException error = new InvalidInputException(
                FIELD,
                "cannot use the Jackson module " + module + " (" + cause
                        + "): remove it, match its version to jackson-databind's, or pass a mapper of your own",
                0);
        error.addSuppressed(reason);
        return error;
    }
}
