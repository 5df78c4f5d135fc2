package dev.chatstore.api.spi;

import dev.chatstore.api.InvalidInputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The location of a backend: a scheme, a colon, and a rest that the backend interprets.
 *
 * @param scheme the scheme in lower case, without the colon
 * @param rest the text after the colon; it may contain a password
 */
public record ConnectionUrl(String scheme, String rest) {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern PLACE = Pattern.compile("[\\p{L}\\p{N}_.,:\\-\\[\\]]*(/[\\p{L}\\p{N}_.~-]*)*");
    private static final Pattern USER = Pattern.compile("//([\\p{L}\\p{N}_.-]*):.*");
    private static final Pattern PARAMETERS = Pattern.compile("[?#;&].*", Pattern.DOTALL);
    private static final String HIDDEN = "***";

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

    /**
     * Returns the URL for logs and errors: the scheme, the user, the hosts and the path, with stars in place of all else.
     * What does not look like a place is hidden as a whole, since a password may be anywhere in it.
     */
    @Override
    public String toString() {
        if (!rest.startsWith("//")) {
            return scheme + ":" + shown(rest, rest.indexOf('@') < 0 && rest.indexOf('=') < 0);
        }
        int at = rest.lastIndexOf('@');
        Matcher user = USER.matcher(rest.substring(0, Math.max(at, 0)));
        String login = at < 0 ? "" : (user.matches() ? user.group(1) + ":" : "") + HIDDEN + "@";
        String place = rest.substring(at < 0 ? 2 : at + 1);
        return scheme + "://" + login
                + shown(place, PLACE.matcher(withoutParameters(place)).matches());
    }

    private static String shown(String text, boolean isPlace) {
        String place = withoutParameters(text);
        return (isPlace ? place : HIDDEN)
                + (place.length() < text.length() ? text.charAt(place.length()) + HIDDEN : "");
    }

    private static String withoutParameters(String text) {
        return PARAMETERS.matcher(text).replaceFirst("");
    }
}
