package dev.chatstore.cli.store;

import java.util.regex.Pattern;

/**
 * Hides passwords in what is printed about an error. The library's own messages hold none; this is for the texts of
 * drivers, and for a URL that stands in the wrong place of a command line, which the error about it repeats.
 */
final class Secrets {
    private static final Pattern LOGIN = Pattern.compile("(//[^\\s/:@'\"]*):[^\\s'\"]*@");
    private static final Pattern PARAMETER = Pattern.compile("(?i)(password|passwd|pwd|secret)([=:] ?)[^\\s&;,'\"]+");

    private Secrets() {}

    static String hidden(String text) {
        return PARAMETER.matcher(LOGIN.matcher(text).replaceAll("$1:***@")).replaceAll("$1$2***");
    }
}
