package dev.chatstore.testkit.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The effect of a statement, as far as its text shows. */
enum StatementKind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    CONTROL,
    TRANSACTION,
    READ,
    WRITE;

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern COMMITTED = Pattern.compile("\\bcommit( and no chain)?( no release)?$");
    private static final Pattern CHANGE = Pattern.compile("\\b(insert|update|delete|merge|replace)\\b");

    /** A backend has few statements, but each execution looks up its kind. */
    private static final Map<String, StatementKind> KNOWN = new ConcurrentHashMap<>();

    static StatementKind of(String text) {
        return KNOWN.computeIfAbsent(text, StatementKind::read);
    }

    private static StatementKind read(String text) {
        String words = COMMENT.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return switch (words.split("\\W", 2)[0]) {
            case "begin", "start" -> COMMITTED.matcher(words).find() ? TRANSACTION : BEGIN;
            case "commit", "end" -> COMMIT;
            case "rollback" -> words.matches("rollback\\s+(transaction\\s+)?to\\b.*") ? CONTROL : ROLLBACK;
            case "savepoint", "release" -> CONTROL;
            case "insert", "update", "delete", "merge", "replace", "create", "alter", "drop", "truncate" -> WRITE;
            // A with may begin either. A select may lock, but does not write.
            case "with" -> CHANGE.matcher(words).find() ? WRITE : READ;
            default -> READ;
        };
    }
}
