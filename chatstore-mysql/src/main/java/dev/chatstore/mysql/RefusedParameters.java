package dev.chatstore.mysql;

import dev.chatstore.jdbi.server.ServerDatabase;
import java.util.Set;
import java.util.function.Predicate;

/** The drivers' parameters that would break a promise, of either driver. */
final class RefusedParameters {
    private static final String LOST_CHARACTERS =
            "characters that it lacks would be lost, and different ids would become the same; use UTF-8";
    private static final String QUOTED_TEXTS = "errors and logs would quote what users wrote";

    /** Java's and the server's names of the character set that has all characters. */
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "utf8mb4");

    private RefusedParameters() {}

    static void check(ServerDatabase database) {
        Predicate<String> off = Set.of("false", "0", "no")::contains;
        database.check("useAffectedRows", value -> false, "the rows that an update finds are counted");
        database.check("characterEncoding", UTF_8::contains, LOST_CHARACTERS);
        database.check("characterSetResults", UTF_8::contains, LOST_CHARACTERS);
        database.check("connectionCollation", value -> value.startsWith("utf8mb4_"), LOST_CHARACTERS);
        database.check("autocommit", value -> !off.test(value), "single statements would not be committed");
        database.check("autoReconnect", off, "a new connection has lost what the old one had locked");
        database.check("maxRows", value -> value.equals("0") || value.equals("-1"), "lists would end early");
        database.check("jdbcCompliantTruncation", value -> !off.test(value), "texts could be cut off");
        database.check("dumpQueriesOnException", off, QUOTED_TEXTS);
        database.check("profileSQL", off, QUOTED_TEXTS);
        database.check("logSlowQueries", off, QUOTED_TEXTS);
    }
}
