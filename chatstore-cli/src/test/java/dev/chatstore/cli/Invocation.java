package dev.chatstore.cli;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, with streams in place of its own. */
final class Invocation {
    private static final Terminals NO_TERMINAL = new Terminals(false, false, false, 80);

    private final Map<String, String> environment = new HashMap<>();
    private Terminals terminals = NO_TERMINAL;
    private String input = "";

    /** What a command printed and returned. */
    record Result(int code, String out, String err) {}

    Invocation variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Lets the streams be a terminal of a width, on which the user types. */
    Invocation onTerminal(int width, String typed) {
        terminals = new Terminals(true, true, true, width);
        input = typed;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, terminals);
        int code = Chatstore.run(console, environment, arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
