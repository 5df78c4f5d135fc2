package dev.chatstore.core.backend;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL of the form {@code scheme://user:password@hosts/path?parameters}. Only the hosts are required.
 * Special characters in the user and the password are percent-encoded, as in {@code %40}; a plus is a plus.
 *
 * @param scheme the scheme, in lower case
 * @param user the user, empty if the URL names none
 * @param password the password, empty if the URL holds none
 * @param address the hosts as the URL lists them, with commas between several
 * @param path the part after the slash, such as the name of a database; may be empty
 * @param parameters the part after the question mark, for a driver; may be empty
 */
// Six components: the parts of a URL.
public record ServerUrl(String scheme, String user, String password, String address, String path, String parameters) {
    private static final Pattern FORM =
            Pattern.compile("//(?:([^:/@?#]*)(?::(.*))?@)?([^/@?#]+)(?:/([^/@?#]*))?(?:\\?([^#]*))?");
    /** Other forms of hosts, such as {@code (host=...,password=...)}, could hold a password where errors show it. */
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\p{L}\\p{N}_.-]+)(?::(\\d{1,5}))?");

    private static final Pattern PATH = Pattern.compile("[^/@?#;=&(),:\\s]*");
    private static final Pattern SHOWN_USER = Pattern.compile("[\\p{L}\\p{N}@_.-]*");
    private static final int HIGHEST_PORT = 65_535;

    /** One host of several. An IPv6 address stands without its brackets. */
    public record Host(String name, int port) {
        /** Returns {@code name:port}. */
        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    /**
     * Parses a URL.
     *
     * @param setting the key of the setting that holds the URL, which the error names
     * @throws InvalidInputException if it does not have the form, or a port is not a number from 1 to 65,535
     */
    public static ServerUrl parse(ConnectionUrl url, String setting) {
        Matcher parts = FORM.matcher(url.rest());
        if (!parts.matches()
                || !Arrays.stream(hostTexts(parts.group(3))).allMatch(ServerUrl::isHost)
                || !PATH.matcher(decoded(parts.group(4), setting)).matches()) {
            throw malformed(url.scheme(), setting);
        }
        String user = decoded(parts.group(1), setting);
        if (user.contains(":")) {
            // Servers and drivers quote users.
            throw new InvalidInputException(
                    setting,
                    "must not encode the colon between user and password; set such a user by another setting",
                    0);
        }
        return new ServerUrl(
                url.scheme(),
                user,
                decoded(parts.group(2), setting),
                parts.group(3),
                orEmpty(parts.group(4)),
                orEmpty(parts.group(5)));
    }

    /** Returns the error of a URL that does not have the form, for a backend that requires more of a part. */
    public static InvalidInputException malformed(String scheme, String setting) {
        return new InvalidInputException(
                setting,
                "must have the form " + scheme
                        + "://user:password@host:port/database, with commas between several hosts",
                0);
    }

    /**
     * Returns the parameters in their order, decoded. A name may come several times.
     *
     * @throws InvalidInputException if one is not encoded in the right way
     */
    public List<Map.Entry<String, String>> parameterList(String setting) {
        return Arrays.stream(parameters.split("&", -1))
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    int end = text.indexOf('=');
                    String name = decoded(end < 0 ? text : text.substring(0, end), setting);
                    return Map.entry(name, end < 0 ? "" : decoded(text.substring(end + 1), setting));
                })
                .toList();
    }

    /** Returns a user for error messages; empty if the text may hold more than a user, such as a password. */
    public static String shown(String user) {
        return SHOWN_USER.matcher(user).matches() ? user : "";
    }

    /** Returns this URL with the user and the password of settings, where they are not empty. */
    public ServerUrl withLogin(String otherUser, String otherPassword) {
        return new ServerUrl(
                scheme,
                otherUser.isEmpty() ? user : otherUser,
                otherPassword.isEmpty() ? password : otherPassword,
                address,
                path,
                parameters);
    }

    /** Returns the hosts, at least one. */
    public List<Host> hosts(int defaultPort) {
        return Arrays.stream(hostTexts(address))
                .map(text -> host(text, defaultPort))
                .toList();
    }

    private static String[] hostTexts(String address) {
        return address.split(",", -1);
    }

    private static boolean isHost(String text) {
        Matcher parts = HOST.matcher(text);
        return parts.matches() && (parts.group(2) == null || isPort(Integer.parseInt(parts.group(2))));
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= HIGHEST_PORT;
    }

    private static Host host(String text, int defaultPort) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("an address has hosts");
        }
        String port = parts.group(2);
        return new Host(parts.group(1).replaceAll("[\\[\\]]", ""), port == null ? defaultPort : Integer.parseInt(port));
    }

    private static String decoded(@Nullable String part, String setting) {
        try {
            return part == null ? "" : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(setting, "must have percent signs written as %25", 0);
        }
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }

    /** Returns the hosts and the path, without user, password and parameters. */
    @Override
    public String toString() {
        return path.isEmpty() ? address : address + "/" + path;
    }
}
