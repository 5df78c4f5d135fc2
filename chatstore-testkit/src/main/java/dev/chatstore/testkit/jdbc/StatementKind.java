package dev.chatstore.testkit.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What a statement does, as far as its words tell. */
enum StatementKind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    CONTROL,
    READ,
    WRITE;

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CHANGE = Pattern.compile("\\b(insert|update|delete|merge|replace)\\b");

    /** The statements of a backend are few, and looked at each time that they are executed. */
    private static final Map<String, StatementKind> KNOWN = new ConcurrentHashMap<>();

    static StatementKind of(String text) {
        return KNOWN.computeIfAbsent(text, StatementKind::read);
    }

    private static StatementKind read(String text) {
        String words = COMMENT.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return switch (words.split("\\W", 2)[0]) {
            case "begin", "start" -> BEGIN;
            case "commit", "end" -> COMMIT;
            case "rollback" -> words.matches("rollback\\s+(transaction\\s+)?to\\b.*") ? CONTROL : ROLLBACK;
            case "savepoint", "release" -> CONTROL;
            case "insert", "update", "delete", "merge", "replace", "create", "alter", "drop", "truncate" -> WRITE;
            // A with may lead to either; a select may lock but writes nothing.
            case "with" -> CHANGE.matcher(words).find() ? WRITE : READ;
            default -> READ;
        };
    }
}
