package dev.chatstore.jdbi.schema;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the tables, each step in a transaction of its own. The version is read under the same lock that the step is
 * made under: of several processes that start at the same time, one makes the step and the others find it made. A
 * killed process leaves a step made or not made; where the database commits each change of a table by itself, a step is
 * written so that it can be repeated.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    /** What one transaction did: made a step, found all of them made, or found another process at work. */
    private enum Progress {
        MADE,
        COMPLETE,
        LOCKED
    }

    private final Dialect dialect;
    private final Transactions transactions;
    private final List<String> steps = new ArrayList<>();

    /** Reads the steps of a dialect. */
    public Migrator(Dialect dialect, Transactions transactions) {
        this.dialect = dialect;
        this.transactions = transactions;
        for (String step = step(1); step != null; step = step(steps.size() + 1)) {
            steps.add(step);
        }
    }

    private @Nullable String step(int version) {
        try (InputStream file = dialect.open("schema/" + version + ".sql")) {
            return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a step of the schema", e);
        }
    }

    /**
     * Migrates or validates the tables.
     *
     * @throws UnavailableException if the database cannot be reached, or its tables do not have the version that the
     *     library needs
     */
    public void run(SchemaMode mode) {
        switch (mode) {
            case MIGRATE -> migrate();
            case VALIDATE -> validate();
            case NONE -> LOG.debug("The schema of {} is not checked", dialect.name());
        }
    }

    private void migrate() {
        RetryContext waiting = transactions.begin();
        for (int made = 0; made <= steps.size(); ) {
            switch (transactions.write(this::lockAndMakeNextStep)) {
                case MADE -> made++;
                case COMPLETE -> {
                    return;
                }
                case LOCKED -> checkNotOver(waiting);
            }
        }
        throw UnavailableException.notDone(
                "the rows that were written to chat_schema in " + dialect.name()
                        + " are not found again: check that the connections commit",
                false,
                null);
    }

    private void checkNotOver(RetryContext waiting) {
        if (waiting.isOver()) {
            throw UnavailableException.notDone(
                    "the schema of " + dialect.name() + " is locked by another process that migrates it: retry later",
                    true,
                    null);
        }
    }

    private Progress lockAndMakeNextStep(SqlHandle sql) {
        boolean locked = sql.query(Sql.LOCK_SCHEMA)
                .mapTo(Integer.class)
                .findOne()
                .filter(got -> got == 1)
                .isPresent();
        if (!locked) {
            return Progress.LOCKED;
        }
        Progress progress;
        try {
            progress = makeNextStep(sql) ? Progress.MADE : Progress.COMPLETE;
        } catch (RuntimeException e) {
            unlock(sql, e);
            throw e;
        }
        sql.execute(Sql.UNLOCK_SCHEMA);
        return progress;
    }

    private static void unlock(SqlHandle sql, RuntimeException reason) {
        try {
            sql.execute(Sql.UNLOCK_SCHEMA);
        } catch (JdbiException e) {
            // A broken connection or transaction holds no lock.
            reason.addSuppressed(e);
        }
    }

    private boolean makeNextStep(SqlHandle sql) {
        String versions = transactions.statements().text(Sql.CREATE_SCHEMA_TABLE);
        int version = checkForeign(sql, versions) ? version(sql) : 0;
        checkNotNewer(version);
        if (version == steps.size()) {
            return false;
        }
        steps.subList(version, steps.size()).forEach(step -> checkForeign(sql, step));
        sql.executeScript(versions);
        sql.executeScript(steps.get(version));
        sql.update(Sql.INSERT_SCHEMA_VERSION)
                .bind("version", version + 1)
                .bind("now", Micros.of(transactions.now()))
                .execute();
        LOG.info("Migrated the schema of {} to version {}", dialect.name(), version + 1);
        return true;
    }

    /**
     * Checks that the tables of a script do not exist, or are the library's own, and returns whether some exist.
     *
     * @throws UnavailableException if another program's table has one of their names
     */
    private boolean checkForeign(SqlHandle sql, String script) {
        boolean exist = false;
        for (StepTable table : StepTable.of(script)) {
            Set<String> columns = sql.columns(table.name());
            exist |= !columns.isEmpty();
            if (table.isForeign(columns)) {
                throw UnavailableException.notDone(
                        "the table " + table.name() + " in " + dialect.name() + " is another program's, or of an"
                                + " installation without its table chat_schema: use another database or schema, or"
                                + " rename the table",
                        false,
                        null);
            }
        }
        return exist;
    }

    private void validate() {
        int version = versionOrZero();
        checkNotNewer(version);
        if (version < steps.size()) {
            throw UnavailableException.notDone(
                    "the schema of " + dialect.name() + " is at version " + version
                            + ", and this library needs version " + steps.size()
                            + ": open once with schema=migrate, or execute the files of the folder schema",
                    false,
                    null);
        }
    }

    /** Returns whether a step was made before. */
    public boolean hasTables() {
        return versionOrZero() > 0;
    }

    /** Returns the version, 0 if the table that holds it does not exist. */
    private int versionOrZero() {
        try {
            return transactions.read(Migrator::version);
        } catch (UnavailableException e) {
            if (!transactions.mayLackTable(e)) {
                throw e;
            }
            LOG.debug("{} has no version of the schema: {}", dialect.name(), e.getMessage());
            return 0;
        }
    }

    private static int version(SqlHandle sql) {
        return sql.query(Sql.SELECT_SCHEMA_VERSION).mapTo(Integer.class).one();
    }

    private void checkNotNewer(int version) {
        if (version > steps.size()) {
            throw UnavailableException.notDone(
                    "the schema of " + dialect.name() + " is at version " + version
                            + ", and this library knows version " + steps.size() + ": use a newer library",
                    false,
                    null);
        }
    }
}
