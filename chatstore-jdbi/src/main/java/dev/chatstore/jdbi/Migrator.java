package dev.chatstore.jdbi;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.jdbi.RelationalSettings.SchemaMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables up to date, one step in one transaction each. The version is read under the lock that the step is
 * made under, so that of several processes that start at once one makes the step and the others find it made. A process
 * that is killed leaves a step made or not; where a database commits each change of a table by itself, a step is written
 * so that it can be made again.
 */
final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private final Dialect dialect;
    private final Statements statements;
    private final Transactions transactions;
    private final InstantSource clock;
    private final List<String> steps = new ArrayList<>();

    Migrator(Dialect dialect, Statements statements, Transactions transactions, InstantSource clock) {
        this.dialect = dialect;
        this.statements = statements;
        this.transactions = transactions;
        this.clock = clock;
        for (String step = step(1); step != null; step = step(steps.size() + 1)) {
            steps.add(step);
        }
    }

    private @Nullable String step(int version) {
        return dialect.read("schema/" + version + ".sql");
    }

    void run(SchemaMode mode) {
        switch (mode) {
            case MIGRATE -> migrate();
            case VALIDATE -> validate();
            case NONE -> LOG.debug("the schema is left as it is");
        }
    }

    private void migrate() {
        while (transactions.write((handle, again) -> lockAndMakeNextStep(handle))) {
            LOG.debug("made a step of the schema");
        }
    }

    /** Returns whether a step was made. */
    private boolean lockAndMakeNextStep(Handle handle) {
        boolean locked = handle.createQuery(statements.text(Sql.LOCK_SCHEMA))
                .mapTo(Integer.class)
                .findOne()
                .filter(got -> got == 1)
                .isPresent();
        if (!locked) {
            throw new UnavailableException("another process is changing the schema of " + dialect.name(), true, null);
        }
        boolean made;
        try {
            made = makeNextStep(handle);
        } catch (RuntimeException e) {
            unlock(handle, e);
            throw e;
        }
        handle.execute(statements.text(Sql.UNLOCK_SCHEMA));
        return made;
    }

    private void unlock(Handle handle, RuntimeException reason) {
        try {
            handle.execute(statements.text(Sql.UNLOCK_SCHEMA));
        } catch (JdbiException e) {
            // A connection or transaction that is broken holds no lock.
            reason.addSuppressed(e);
        }
    }

    private boolean makeNextStep(Handle handle) {
        handle.execute(statements.text(Sql.CREATE_SCHEMA_TABLE));
        int version = version(handle);
        checkNotNewer(version);
        if (version == steps.size()) {
            return false;
        }
        handle.createScript(steps.get(version)).executeAsSeparateStatements();
        handle.createUpdate(statements.text(Sql.INSERT_SCHEMA_VERSION))
                .bind("version", version + 1)
                .bind("now", Micros.of(clock.instant()))
                .execute();
        LOG.info("the schema of {} is now at version {}", dialect.name(), version + 1);
        return true;
    }

    private void validate() {
        int version = versionOrNone();
        checkNotNewer(version);
        if (version < steps.size()) {
            throw new UnavailableException(
                    "the schema is at version " + version + ", and this library needs " + steps.size()
                            + "; open once with schema=migrate, or run the files of the folder schema",
                    false,
                    null);
        }
    }

    /** Returns the version, 0 where there is no table that tells it. */
    private int versionOrNone() {
        try {
            return transactions.read(this::version);
        } catch (UnavailableException e) {
            if (e.retryable()) {
                throw e;
            }
            LOG.debug("no version of the schema is to be read: {}", e.getMessage());
            return 0;
        }
    }

    private int version(Handle handle) {
        return handle.createQuery(statements.text(Sql.SELECT_SCHEMA_VERSION))
                .mapTo(Integer.class)
                .one();
    }

    private void checkNotNewer(int version) {
        if (version > steps.size()) {
            throw new UnavailableException(
                    "the schema is at version " + version + ", newer than the " + steps.size()
                            + " that this library knows; use a newer library",
                    false,
                    null);
        }
    }
}
