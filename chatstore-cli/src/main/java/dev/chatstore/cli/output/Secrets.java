package dev.chatstore.cli.output;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides passwords in what is printed. The library's own messages hold none; this is for the texts of drivers, and for a URL
 * that stands in the wrong place of a command line, which the error about it repeats. Passwords of the settings in use are
 * known and hidden wherever they stand; others are found by what is around them. Safe for use by several threads.
 */
public final class Secrets {
    private static final String HIDDEN = "***";
    /** A shorter password may be a part of ordinary words, and is hidden only as a word of its own. */
    private static final int SHORT = 8;

    private static final Pattern LOGIN = Pattern.compile("(//[^\\s/:@'\"]*):[^\\s'\"]*@");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(password|passwd|pwd|secret|privacy[._](?:old[._-])?keys?)([=:] ?)[^\\s&;,'\"]+");

    private static final Pattern LOGIN_OF_ARGUMENT = Pattern.compile("://.*@", Pattern.DOTALL);
    private static final Pattern PARAMETER_OF_ARGUMENT = Pattern.compile(
            "(password|passwd|pwd|secret|privacy[._](?:old[._-])?keys?)=.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern LOGIN_OF_URL = Pattern.compile("//[^:/?@]*:(.*)@.*", Pattern.DOTALL);
    private static final Pattern PARAMETER_OF_URL =
            Pattern.compile("[?&;](?:password|passwd|pwd|secret)=([^&;]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_KEY =
            Pattern.compile("password|passwd|pwd|secret|credential|privacy[._](?:old[._-])?keys?");

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Hides the value of a setting from now on if it is a password, or the passwords in it if it is a URL. */
    public void learn(String key, String value) {
        String name = key.toLowerCase(Locale.ROOT);
        if (SECRET_KEY.matcher(name).find()) {
            add(value);
        } else if (name.endsWith("url")) {
            String rest = value.substring(value.indexOf(':') + 1);
            Matcher login = LOGIN_OF_URL.matcher(rest);
            if (login.matches()) {
                add(login.group(1));
            }
            PARAMETER_OF_URL.matcher(rest).results().forEach(found -> add(found.group(1)));
        }
    }

    private void add(String secret) {
        known.add(secret);
        try {
            // Drivers show it as they sent it.
            known.add(URLDecoder.decode(secret.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // It is not encoded.
        }
        known.remove("");
    }

    /** Returns a text without passwords, also where it repeats arguments in which they have spaces or quotes. */
    public String hidden(String text, String... arguments) {
        String shown = text;
        for (String argument : arguments) {
            String hidden = LOGIN_OF_ARGUMENT.matcher(argument).replaceAll("://***@");
            hidden = PARAMETER_OF_ARGUMENT.matcher(hidden).replaceAll("$1=***");
            if (!hidden.equals(argument)) {
                shown = shown.replace(argument, hidden);
            }
        }
        for (String secret : known.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            shown = without(secret, shown);
        }
        return PARAMETER.matcher(LOGIN.matcher(shown).replaceAll("$1:***@")).replaceAll("$1$2***");
    }

    private static String without(String secret, String text) {
        return secret.length() >= SHORT
                ? text.replace(secret, HIDDEN)
                : text.replaceAll("(?<![\\p{L}\\p{N}])" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])", HIDDEN);
    }
}
