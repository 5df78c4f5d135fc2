package dev.chatstore.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The families of keys, from which every key is made: {@code prefix:kind:{tag}:part}. A tag is one or two names, in which
 * what has a meaning in a key is written as {@code %7B} and so on, so that any name is safe. What has the same tag lies on
 * the same slot of a cluster. {@code docs/schema.md} has a table of them.
 */
enum Keys {
    /** A conversation's head and profile, or what is left of a removed one. */
    HEAD("c", "head", "hash"),
    /** A conversation's messages by sequence. */
    MESSAGES("c", "messages", "hash"),
    /** What is known of the messages with an id, by their id. */
    IDS("c", "ids", "hash"),
    /** The replaced content of messages by sequence and revision. */
    REVISIONS("c", "revisions", "hash"),
    /** The tokens of a conversation's last writes. */
    WRITES("c", "writes", "hash"),
    /** The tokens of the writes before those. */
    OLDER_WRITES("c", "older", "hash"),
    /** The conversations of a tenant. */
    TENANT("t", "", "zset"),
    /** The conversations of an owner. */
    OWNER("o", "", "zset"),
    /** A session. */
    SESSION("s", "", "hash"),
    /** What is cached of a conversation that another store keeps. */
    WINDOW("w", "", "string"),
    /** What is cached of a session that another store keeps. */
    CACHED_SESSION("k", "", "string");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");

    private final String kind;
    private final String part;
    private final String type;

    Keys(String kind, String part, String type) {
        this.kind = kind;
        this.part = part;
        this.type = type;
    }

    /** Returns the type that Redis tells of such a key. */
    String type() {
        return type;
    }

    /** Returns the key of some names. */
    byte[] of(String prefix, String... names) {
        String tag = Arrays.stream(names).map(Keys::escaped).collect(Collectors.joining(":"));
        String key = prefix + ":" + kind + ":{" + tag + "}" + (part.isEmpty() ? "" : ":" + part);
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the family of a key, or empty if it is of none. */
    static Optional<Keys> familyOf(String prefix, String key) {
        return Stream.of(values())
                .filter(family -> {
                    String start = prefix + ":" + family.kind + ":{";
                    String end = "}" + (family.part.isEmpty() ? "" : ":" + family.part);
                    return key.startsWith(start)
                            && key.endsWith(end)
                            && key.indexOf('}') == key.length() - end.length();
                })
                .findFirst();
    }

    static boolean isPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace(":", "%3A").replace("{", "%7B").replace("}", "%7D");
    }

    /** Returns the form of such a key as the documentation writes it, after the prefix. */
    @Override
    public String toString() {
        return kind + ":{tag}" + (part.isEmpty() ? "" : ":" + part);
    }
}
