package dev.chatstore.examples.twonodes;

import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this program, for other processes. */
final class ClassPath {
    private ClassPath() {}

    /** Under Maven, the program has its own class loader, and the system class path is that of Maven. */
    static String here() {
        if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(ClassPath::file)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
        return System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path contains an entry that is not a file", e);
        }
    }
}
