package dev.chatstore.jdbi.database;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Translates errors of a driver to exceptions of the API, whose messages say what is wrong and what to do. The driver's
 * own message is never quoted, since it may contain values that users wrote.
 */
public final class DatabaseErrors {
    /** Closing a broken connection adds causes, which may form circles. */
    private static final int MAX_CAUSES = 20;

    private final Dialect dialect;

    /** Creates a translator for the errors of one database. */
    public DatabaseErrors(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns what an error means. If a pool had no connection in time, the error that prevented a new one counts.
     *
     * @param error the driver's error, or null if there was none
     */
    public Failure classify(@Nullable SQLException error) {
        if (error == null) {
            return Failure.OTHER;
        }
        if (error instanceof SQLTransientConnectionException) {
            return error.getCause() instanceof SQLException cause ? classify(cause) : Failure.BUSY;
        }
        if (isUntrusted(error)) {
            return Failure.HANDSHAKE_REFUSED;
        }
        Failure failure = dialect.classify(error);
        return failure == Failure.UNREACHABLE && isRefusedHandshake(error) ? Failure.HANDSHAKE_REFUSED : failure;
    }

    /** Returns whether the server's certificate was refused. Drivers report it as a lost connection. */
    private static boolean isUntrusted(SQLException error) {
        return hasCause(
                error, cause -> cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException);
    }

    /** Returns whether TLS was refused, which drivers report as a lost connection, and did not just break off. */
    private static boolean isRefusedHandshake(SQLException error) {
        return hasCause(error, cause -> cause instanceof SSLHandshakeException)
                && !hasCause(error, cause -> cause instanceof EOFException || cause instanceof SocketException);
    }

    private static boolean hasCause(SQLException error, Predicate<Throwable> wanted) {
        return Stream.iterate((Throwable) error, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(wanted);
    }

    /** Returns the exception for an error that is not retried, of work that was certainly not committed. */
    public ChatStoreException translate(SQLException error) {
        return translate(classify(error), error, false);
    }

    /**
     * Returns the exception for an error of the first connection. If the driver gave up without an error of the network
     * or the server, they did not agree on TLS.
     *
     * @param mayNeedTls whether the driver may refuse to log in without TLS
     */
    public ChatStoreException translateFirst(SQLException error, boolean mayNeedTls) {
        String state = error.getSQLState();
        boolean gaveUp = state != null && state.startsWith("08") && !isOfNetwork(error);
        return mayNeedTls && gaveUp ? translate(Failure.HANDSHAKE_REFUSED, error, false) : translate(error);
    }

    private static boolean isOfNetwork(SQLException error) {
        return hasCause(error, cause -> cause instanceof IOException && !(cause instanceof FileNotFoundException));
    }

    /**
     * Returns the exception for an error that is not retried, or not any longer.
     *
     * @param failure what the error means
     * @param error the driver's error, or null if there was none
     * @param maybeDone whether the work may have been committed although its reply was lost
     */
    public ChatStoreException translate(Failure failure, @Nullable SQLException error, boolean maybeDone) {
        String message = message(failure, error) + " (" + code(error) + ")";
        if (failure == Failure.CORRUPT) {
            return CorruptDataException.ofStorage(message, error);
        }
        return maybeDone
                ? UnavailableException.maybeDone(message, failure.isRetryable(), error)
                : UnavailableException.notDone(message, failure.isRetryable(), error);
    }

    private String message(Failure failure, @Nullable SQLException error) {
        DatabaseName name = dialect.name();
        return switch (failure) {
            case BUSY ->
                isPoolTimeout(error)
                        ? "no connection to " + name.server() + " was free in time: raise database.readers or"
                                + " database.writers, or retry later"
                        : name + " is busy: another transaction held a lock for too long; retry later";
            case TOO_MANY_CONNECTIONS ->
                name.server() + " accepts no more connections: raise its limit, or lower database.readers and"
                        + " database.writers";
            case UNREACHABLE ->
                name.server() + " cannot be reached: check its address, that it is running, and the network";
            case IO_ERROR -> name + " cannot be read or written: check the disk and the permissions of the folder";
            case MOVED ->
                name + " was deleted, moved or replaced while it was open: put the files back, or close the storage and"
                        + " open it again";
            case READ_ONLY -> name + " is read-only: make it writable, or connect to the primary server";
            case FULL -> name + " has no room left: free space on its disk, or raise its limits";
            case CONSTRAINT -> name + " refused a row that violates a constraint";
            case OUTDATED -> name + " was changed by another process meanwhile: retry";
            case LOGIN_REFUSED ->
                "login" + user(" for user ") + " was refused by " + name.server() + ": check the user and the password";
            case HANDSHAKE_REFUSED ->
                "no TLS connection to " + name.server() + ", or no way of login that both accept: check that the server"
                        + " has TLS if the URL, tls.ca-file or the way of login requires it, that its certificate names"
                        + " this host, that tls.ca-file holds the certificate of the authority that issued it, and that a"
                        + " password is set" + dialect.loginAdvice();
            case DATABASE_MISSING ->
                database() + " does not exist on " + name.server() + ": create it, or correct the URL";
            case TABLE_MISSING -> "a table is missing in " + name + ": open once with schema=migrate";
            case PERMISSION_DENIED ->
                "permission denied" + user(" to user ") + " on " + name + ": grant the privileges on its tables";
            case CORRUPT -> name + " is damaged: restore it from a backup";
            case OTHER -> name + " failed to execute a statement";
        };
    }

    private static boolean isPoolTimeout(@Nullable SQLException error) {
        return error instanceof SQLTransientConnectionException && error.getCause() == null;
    }

    private String user(String before) {
        String user = dialect.name().user();
        return user.isEmpty() ? "" : before + '"' + user + '"';
    }

    private String database() {
        String database = dialect.name().database();
        return database.isEmpty() ? "the database" : "database \"" + database + '"';
    }

    private static String code(@Nullable SQLException error) {
        if (error == null) {
            return "no SQL error";
        }
        if (isPoolTimeout(error)) {
            return "pool timeout";
        }
        if (error instanceof SQLTransientConnectionException && error.getCause() instanceof SQLException cause) {
            return code(cause);
        }
        String state = error.getSQLState();
        int vendorCode = error.getErrorCode();
        if (state == null) {
            return "error " + vendorCode;
        }
        return vendorCode == 0 ? state : state + ", error " + vendorCode;
    }
}
