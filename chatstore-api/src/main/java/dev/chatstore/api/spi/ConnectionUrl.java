package dev.chatstore.api.spi;

import dev.chatstore.api.InvalidInputException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The location of a backend: a scheme, a colon, and a rest that the backend interprets.
 *
 * @param scheme the scheme in lower case, without the colon
 * @param rest the text after the colon; it may contain a password
 */
public record ConnectionUrl(String scheme, String rest) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern PASSWORD = Pattern.compile("(?<=//)([^:/@?#]*):.*@(?=[^@]*$)");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;][^=&;]*(?:password|passwd|pwd|secret|token)[^=&;]*=)[^&;]*");

    /**
     * Reads a URL.
     *
     * @throws InvalidInputException if it has no scheme
     */
    public static ConnectionUrl parse(String url) {
        int colon = url.indexOf(':');
        if (colon < 0 || !SCHEME.matcher(url.substring(0, colon)).matches()) {
            throw new InvalidInputException(
                    "url", "must start with a scheme and a colon, as in sqlite:bot.db", url.length());
        }
        return new ConnectionUrl(url.substring(0, colon).toLowerCase(Locale.ROOT), url.substring(colon + 1));
    }

    /** Returns the URL with stars in place of a password, for logs and errors. */
    @Override
    public String toString() {
        String shown = PASSWORD.matcher(rest).replaceAll("$1:***@");
        return scheme + ":" + PARAMETER.matcher(shown).replaceAll("$1***");
    }
}
