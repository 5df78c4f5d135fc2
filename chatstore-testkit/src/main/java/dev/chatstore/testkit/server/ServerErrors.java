package dev.chatstore.testkit.server;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a server lacks, with the line that installs it. */
final class ServerErrors {
    private static final Pattern LIBRARY = Pattern.compile("error while loading shared libraries: ([^:\\s]+)");

    /** The packages of Debian that hold a library. */
    private static final Map<String, String> PACKAGES =
            Map.of("libaio.so.1", "libaio1", "libnuma.so.1", "libnuma1", "libncurses.so.6", "libncurses6");

    private ServerErrors() {}

    /** Returns an error for a server that did not start, by what it said. */
    static IllegalStateException startFailed(ServerKind kind, String words) {
        Matcher library = LIBRARY.matcher(words);
        String hint = "";
        if (library.find()) {
            String name = library.group(1);
            hint = "; it needs " + name + ": apt-get install -y "
                    + PACKAGES.getOrDefault(name, "(the package that has " + name + ")");
        }
        return new IllegalStateException(kind + " did not start" + hint + "\n" + words);
    }

    static IllegalStateException server(ServerKind kind) {
        return new IllegalStateException(kind + " cannot be had. Do one of these: add "
                + kind.archive().artifact() + " in test scope (a second version of it goes among the "
                + "additionalClasspathDependencies of Surefire or Failsafe); or name a server in the environment, as "
                + kind.variable() + "=" + kind.product().scheme() + "://user:password@host:port; or add "
                + "org.testcontainers:testcontainers in test scope and run a Docker engine");
    }

    static IllegalStateException driver(ServerKind kind, Throwable cause) {
        return new IllegalStateException(
                "no driver for " + kind + ": add " + kind.product().driver() + " in test scope", cause);
    }
}
