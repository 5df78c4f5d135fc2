package dev.chatstore.cli.store;

import java.util.regex.Pattern;

/**
 * Hides passwords in what is printed about an error. The library's own messages hold none; this is for the texts of
 * drivers, and for a URL that stands in the wrong place of a command line, which the error about it repeats.
 */
final class Secrets {
    private static final Pattern LOGIN = Pattern.compile("(//[^\\s/:@'\"]*):[^\\s'\"]*@");
    private static final Pattern PARAMETER = Pattern.compile("(?i)(password|passwd|pwd|secret)([=:] ?)[^\\s&;,'\"]+");

    private static final Pattern LOGIN_OF_ARGUMENT = Pattern.compile("://.*@", Pattern.DOTALL);
    private static final Pattern PARAMETER_OF_ARGUMENT =
            Pattern.compile("(password|passwd|pwd|secret)=.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** Returns a text without passwords, also where it repeats arguments in which they have spaces or quotes. */
    static String hidden(String text, String... arguments) {
        String shown = text;
        for (String argument : arguments) {
            String hidden = LOGIN_OF_ARGUMENT.matcher(argument).replaceAll("://***@");
            hidden = PARAMETER_OF_ARGUMENT.matcher(hidden).replaceAll("$1=***");
            if (!hidden.equals(argument)) {
                shown = shown.replace(argument, hidden);
            }
        }
        return PARAMETER.matcher(LOGIN.matcher(shown).replaceAll("$1:***@")).replaceAll("$1$2***");
    }
}
