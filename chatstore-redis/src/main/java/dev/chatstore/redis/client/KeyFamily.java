package dev.chatstore.redis.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The families of keys. A key is {@code prefix:kind:{tag}:part}, where the tag is one to three names; keys of one tag are
 * on one slot of a cluster. Characters of a name that have a meaning in a key are written as {@code %7B} and so on, so
 * that any name is safe. {@code docs/schema.md} lists the families.
 */
public enum KeyFamily {
    /** The head and profile of a conversation, or the version of a deleted one. */
    HEAD("c", "head", "hash"),
    /** The messages of a conversation by sequence. */
    MESSAGES("c", "messages", "hash"),
    /** What identifies a second sending of a message, by message id. */
    IDS("c", "ids", "hash"),
    /** The replaced content of messages by sequence and revision. */
    REVISIONS("c", "revisions", "hash"),
    /** The messages that name their parent, by parent. */
    REPLIES("c", "replies", "zset"),
    /** The tokens of a conversation's last writes. */
    WRITES("c", "writes", "hash"),
    /** The tokens of the writes before those. */
    OLDER_WRITES("c", "older", "hash"),
    /** The conversations of a tenant. */
    TENANT("t", "", "zset"),
    /** The conversations of a tenant by the day of their last activity. */
    ACTIVITY("a", "", "zset"),
    /** The conversations of an owner. */
    OWNER("o", "", "zset"),
    /** A session. */
    SESSION("s", "", "hash"),
    /** The sessions of a tenant. */
    SESSIONS_OF_TENANT("st", "", "zset"),
    /** The sessions of an owner. */
    SESSIONS_OF_OWNER("so", "", "zset"),
    /** The tenants that have sessions, in one key. */
    SESSION_TENANTS("n", "", "zset"),
    /** The identity of the store, in one key. */
    IDENTITY("i", "", "string"),
    /** The cached window of a conversation in another store. */
    WINDOW("w", "", "string"),
    /** A cached session of another store. */
    CACHED_SESSION("k", "", "string");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");

    private final String kind;
    private final String part;
    private final String type;

    KeyFamily(String kind, String part, String type) {
        this.kind = kind;
        this.part = part;
        this.type = type;
    }

    /** Returns whether its keys belong to a cache in front of a store, perhaps of another one. */
    public boolean isOfCache() {
        return this == WINDOW || this == CACHED_SESSION;
    }

    /** Returns the type that Redis reports for a key of this family. */
    String type() {
        return type;
    }

    /** Returns the key for some names. */
    byte[] key(String prefix, String... names) {
        String tag = Arrays.stream(names).map(KeyFamily::escaped).collect(Collectors.joining(":"));
        String key = prefix + ":" + kind + ":{" + tag + "}" + (part.isEmpty() ? "" : ":" + part);
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the family of a key, or empty if it belongs to none. */
    static Optional<KeyFamily> of(String prefix, String key) {
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

    /** Returns the pattern of {@code SCAN} that the keys of this family match. */
    String pattern(String prefix) {
        return prefix + ":" + kind + ":{*}" + (part.isEmpty() ? "" : ":" + part);
    }

    /** Returns the only name in a key of this family. */
    String name(String prefix, String key) {
        int start = prefix.length() + kind.length() + 3;
        return unescaped(key.substring(start, key.indexOf('}', start)));
    }

    private static String unescaped(String name) {
        return name.replace("%7D", "}").replace("%7B", "{").replace("%3A", ":").replace("%25", "%");
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace(":", "%3A").replace("{", "%7B").replace("}", "%7D");
    }

    /** Returns the form of the family's keys without the prefix, as the documentation writes it. */
    @Override
    public String toString() {
        return kind + ":{tag}" + (part.isEmpty() ? "" : ":" + part);
    }
}
