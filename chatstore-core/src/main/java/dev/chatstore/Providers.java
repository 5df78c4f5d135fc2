package dev.chatstore;

import dev.chatstore.api.spi.Schemes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The providers of one kind that are on the class path, none of which is instantiated before it is needed.
 *
 * @param usable those whose class can be loaded
 * @param unusable what kept others from being loaded, such as a library that their artifact needs
 */
record Providers<P>(List<ServiceLoader.Provider<P>> usable, List<Throwable> unusable) {
    /** A loader that fails to read its files would fail again and again. */
    private static final int MAX_UNUSABLE = 100;

    /**
     * Finds the providers by the library's class loader and, for a library that several applications share, by the
     * thread's.
     */
    static <P> Providers<P> of(Class<P> kind) {
        Providers<P> found = new Providers<>(new ArrayList<>(), new ArrayList<>());
        Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>(Arrays.asList(
                Providers.class.getClassLoader(), Thread.currentThread().getContextClassLoader()));
        loaders.forEach(
                loader -> found.add(ServiceLoader.load(kind, loader).stream().iterator()));
        return found;
    }

    private void add(Iterator<ServiceLoader.Provider<P>> providers) {
        boolean more = true;
        while (more && unusable.size() < MAX_UNUSABLE) {
            try {
                more = providers.hasNext();
                if (more) {
                    usable.add(providers.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                unusable.add(e);
            }
        }
    }

    /** Returns the first provider that serves a scheme, instantiated. */
    Optional<P> find(String scheme) {
        return usable.stream()
                .filter(provider -> schemes(provider).anyMatch(scheme::equals))
                .findFirst()
                .map(ServiceLoader.Provider::get);
    }

    /** Returns the errors of providers that cannot be loaded, one of which may be the one that is sought. */
    String reason() {
        return unusable.isEmpty()
                ? ""
                : unusable.stream()
                        .map(Providers::text)
                        .distinct()
                        .collect(Collectors.joining("; ", " or cannot be loaded (", ")"));
    }

    private static String text(Throwable error) {
        return error.getCause() == null ? error.toString() : error + ": " + error.getCause();
    }

    Stream<String> schemes() {
        return usable.stream().flatMap(Providers::schemes);
    }

    private static Stream<String> schemes(ServiceLoader.Provider<?> provider) {
        Schemes schemes = provider.type().getAnnotation(Schemes.class);
        return schemes == null ? Stream.empty() : Stream.of(schemes.value());
    }
}
