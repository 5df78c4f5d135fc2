package dev.chatstore.examples.quickstart;

import dev.chatstore.api.spi.ConnectionUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param store where the stores are
 * @param user who talks
 * @param data the folder with the sample history, or null to look for it
 * @param stdin whether the lines of the standard input are what the user says
 * @param help whether only the usage is wanted
 */
record Options(String store, String user, @Nullable Path data, boolean stdin, boolean help) {
    static final String USAGE = """
            A bot in the terminal that remembers. Without a terminal it plays a short conversation of its own.

              --store URL   where to keep it all, such as sqlite:bot.db or memory:  (default sqlite:quickstart.db)
              --user NAME   who talks; try any owner of the sample history          (default anna)
              --data DIR    the folder with the sample history                      (default examples/data)
              --stdin       take the lines of the standard input as what the user says
              --help        show this

            In the chat, /help lists the commands.""";

    private static final Options DEFAULTS = new Options("sqlite:quickstart.db", "anna", null, false, false);

    /** Says what is wrong with the command line. */
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

    /** Returns the store for people to read, without any password. */
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
            default -> throw new UsageException("there is no option " + name);
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
            throw new UsageException("--data needs a folder");
        }
    }
}
