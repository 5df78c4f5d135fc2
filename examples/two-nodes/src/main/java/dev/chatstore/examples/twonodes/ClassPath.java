package dev.chatstore.examples.twonodes;

import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where this program's classes are, for another Java virtual machine to find. */
final class ClassPath {
    private ClassPath() {}

    /** Maven runs this program in a class loader of its own, and the system's class path is then Maven's. */
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
            throw new IllegalStateException("the class path holds something that is no file", e);
        }
    }
}
