package dev.chatstore.examples.quickstart;

import dev.chatstore.api.spi.ConnectionUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the command line.
 *
 * @param store the URL of the storage
 * @param user the name of the user
 * @param data the directory of the sample history, or null for the default
 * @param stdin whether the messages of the user are read from standard input
 * @param help whether to print only the usage
 */
record Options(String store, String user, @Nullable Path data, boolean stdin, boolean help) {
    static final String USAGE = """
            A terminal bot that remembers its conversations. Without a terminal it plays a short script.

              --store URL   URL of the storage, such as sqlite:bot.db or memory:  (default sqlite:quickstart.db)
              --user NAME   your name; try any owner in the sample history        (default anna)
              --data DIR    directory of the sample history                       (default examples/data)
              --stdin       read the messages of the user from standard input
              --help        print this help

            In the chat, /help lists the commands.""";

    private static final Options DEFAULTS = new Options("sqlite:quickstart.db", "anna", null, false, false);

    /** An invalid command line. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments) throws UsageException {
        Options options = DEFAULTS;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            options = switch (argument) {
                case "--stdin" -> new Options(options.store, options.user, options.data, true, options.help);
                case "--help", "-h" -> new Options(options.store, options.user, options.data, options.stdin, true);
                default ->
                    options.with(name, () -> value(name, equals < 0 ? null : argument.substring(equals + 1), rest));
            };
        }
        return options;
    }

    /** Returns the URL of the storage without its password. */
    String shownStore() {
        return ConnectionUrl.parse(store).toString();
    }

    private interface Value {
        String read() throws UsageException;
    }

    private Options with(String name, Value value) throws UsageException {
        return switch (name) {
            case "--store" -> new Options(value.read(), user, data, stdin, help);
            case "--user" -> new Options(store, value.read(), data, stdin, help);
            case "--data" -> new Options(store, user, path(value.read()), stdin, help);
            default -> throw new UsageException("unknown option " + name);
        };
    }

    private static String value(String name, @Nullable String given, Iterator<String> rest) throws UsageException {
        String value = given == null && rest.hasNext() ? rest.next() : given;
        if (value == null || value.isBlank()) {
            throw new UsageException(name + " needs a value");
        }
        return value;
    }

    private static Path path(String folder) throws UsageException {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new UsageException("--data needs a directory");
        }
    }
}
