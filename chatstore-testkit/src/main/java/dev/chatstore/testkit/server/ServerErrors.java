package dev.chatstore.testkit.server;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors for servers that cannot be started. They name what is missing, and how to install it. */
final class ServerErrors {
    private static final Pattern LIBRARY = Pattern.compile("error while loading shared libraries: ([^:\\s]+)");

    /** The Debian packages of some libraries. */
    private static final Map<String, String> PACKAGES =
            Map.of("libaio.so.1", "libaio1", "libnuma.so.1", "libnuma1", "libncurses.so.6", "libncurses6");

    private ServerErrors() {}

    /** Returns the error for a server that did not start, with the end of its log. */
    static IllegalStateException startFailed(ServerKind kind, String log) {
        Matcher library = LIBRARY.matcher(log);
        String hint = "";
        if (library.find()) {
            String name = library.group(1);
            hint = "; it needs " + name + ": apt-get install -y "
                    + PACKAGES.getOrDefault(name, "(the package that contains " + name + ")");
        }
        return new IllegalStateException(kind + " did not start" + hint + "\n" + log);
    }

    static IllegalStateException unavailable(ServerKind kind) {
        return new IllegalStateException(kind + " is not available. Do one of the following: add "
                + kind.archive().artifact() + " in test scope (declare a second version of it in the "
                + "additionalClasspathDependencies of Surefire or Failsafe); or set "
                + kind.variable() + "=" + kind.product().scheme()
                + "://user:password@host:port to a running server; or add "
                + "org.testcontainers:testcontainers in test scope and run a Docker engine");
    }

    static IllegalStateException noDriver(ServerKind kind, Throwable cause) {
        return new IllegalStateException(
                "no JDBC driver for " + kind + " on the class path: add "
                        + kind.product().driver() + " in test scope",
                cause);
    }
}
