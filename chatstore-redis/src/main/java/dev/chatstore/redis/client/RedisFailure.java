package dev.chatstore.redis.client;

import dev.chatstore.api.UnavailableException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What an error of the server or the client means: by the code that an error of Redis begins with, or by its type. */
public enum RedisFailure {
    LOADING(Meaning.TRANSIENT, "%s is still loading its data; retry when it has finished"),
    MASTERDOWN(Meaning.TRANSIENT, "%s is a replica that has lost its primary; check the replication"),
    CLUSTERDOWN(
            Meaning.TRANSIENT, "the cluster of %s is down; check with CLUSTER INFO which of its slots lack a primary"),
    MOVING(Meaning.TRANSIENT, "%s is moving slots between its nodes; retry"),
    FAILOVER(Meaning.TRANSIENT, "%s is failing over; retry"),
    BUSY(Meaning.TRANSIENT, "%s is busy running a script; retry, and check with SLOWLOG which one"),
    NO_CONNECTION(
            Meaning.TRANSIENT,
            "no connection to %s was free within redis.connection-timeout; raise redis.connections or send less at once"),
    /** A connection could not be opened, so nothing was sent. */
    UNREACHABLE(Meaning.TRANSIENT, "%s cannot be reached; check that it runs and that its host and port are right"),
    /** The connection was lost or silent; whether the call took effect is unknown. */
    LOST(Meaning.OUTCOME_UNKNOWN, "%s cannot be reached: the connection was lost or did not answer in time"),

    READONLY(Meaning.NO_WRITES, "%s is a read-only replica; connect to its primary"),
    OOM(Meaning.NO_WRITES, "%s is out of memory and refuses writes; raise its maxmemory or remove data"),
    MISCONF(Meaning.NO_WRITES, "%s cannot save its data to disk and refuses writes; see its log"),
    NOREPLICAS(Meaning.NO_WRITES, "%s has too few replicas and refuses writes; see its min-replicas-to-write"),

    WRONGPASS(Meaning.DENIED, "%2$s was refused by %1$s; check the user and the password"),
    NOAUTH(Meaning.DENIED, "%s requires a login; set redis.user and redis.password, or name them in the URL"),
    NOPERM(
            Meaning.DENIED,
            "%2$s lacks a permission on %1$s; grant the keys and commands that docs/operations.md lists"),
    UNTRUSTED(
            Meaning.DENIED,
            "the TLS certificate of %s is not trusted; set tls.ca-file to the certificate of the authority that issued it, and check that it names this host"),
    /** The reply is an alert of TLS. */
    ENCRYPTED(Meaning.DENIED, "%s answers in TLS; write rediss: in the URL in place of redis:"),

    /** The server does not know the script by its digest. Nothing was done. */
    NOSCRIPT(Meaning.REFUSED, "%s does not keep scripts"),
    /** A key is of another type than the command needs. Nothing was done. */
    WRONGTYPE(Meaning.REFUSED, "%s holds a value that this library did not write"),
    OTHER(
            Meaning.REFUSED,
            "%s refused a command; check the number of the database in the URL, and see the server's log");

    private enum Meaning {
        /** Nothing was done; the same call may succeed soon. */
        TRANSIENT,
        /** The call may have taken effect; the same call may succeed soon. */
        OUTCOME_UNKNOWN,
        /** Nothing was done; it takes an operator, and no change in the caller, before the call can succeed. */
        NO_WRITES,
        /** Nothing was done; the settings or the server's users must change first. */
        DENIED,
        /** Nothing was done, and the server may have quoted what it was sent. */
        REFUSED
    }

    private final Meaning meaning;
    private final String message;

    RedisFailure(Meaning meaning, String message) {
        this.meaning = meaning;
        this.message = message;
    }

    /** Returns what an error means. */
    public static RedisFailure of(JedisException error) {
        if (error instanceof JedisDataException) {
            return ofCode(code(error));
        }
        if (error instanceof JedisConnectionException) {
            return isAlert(error) ? ENCRYPTED : lost(error, wasNeverOpen(error) ? UNREACHABLE : LOST);
        }
        if (error instanceof JedisClusterOperationException) {
            // Reports the last of several attempts; an earlier one may have been sent.
            return lost(error, LOST);
        }
        // A pool that had no free connection in time, or could open none.
        if (error.getCause() instanceof JedisConnectionException unopened) {
            return lost(unopened, UNREACHABLE);
        }
        if (error.getCause() instanceof JedisException cause) {
            return of(cause);
        }
        // Any other cause of a pool is that it had none free, or was interrupted while it waited.
        return error.getCause() == null ? OTHER : NO_CONNECTION;
    }

    private static RedisFailure ofCode(String code) {
        return switch (code) {
            case "LOADING" -> LOADING;
            case "MASTERDOWN" -> MASTERDOWN;
            case "CLUSTERDOWN" -> CLUSTERDOWN;
            case "TRYAGAIN", "MOVED", "ASK" -> MOVING;
            case "UNBLOCKED" -> FAILOVER;
            case "BUSY" -> BUSY;
            case "READONLY" -> READONLY;
            case "OOM" -> OOM;
            case "MISCONF" -> MISCONF;
            case "NOREPLICAS" -> NOREPLICAS;
            case "WRONGPASS" -> WRONGPASS;
            case "NOAUTH" -> NOAUTH;
            case "NOPERM" -> NOPERM;
            case "NOSCRIPT" -> NOSCRIPT;
            case "WRONGTYPE" -> WRONGTYPE;
            default -> OTHER;
        };
    }

    /**
     * Returns what broke a connection off: the client reports a refused login or certificate as a lost connection too.
     */
    private static RedisFailure lost(JedisException error, RedisFailure otherwise) {
        Set<Throwable> reasons = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(error, reasons);
        return first(reasons, RedisFailure::refusedLogin)
                .or(() -> first(reasons, RedisFailure::untrusted))
                .orElse(otherwise);
    }

    /** Returns whether the error is that of opening a connection, so that nothing was sent. */
    private static boolean wasNeverOpen(JedisException error) {
        String text = error.getMessage();
        return text != null && (text.startsWith("Failed to connect") || text.startsWith("Failed to create socket"));
    }

    /** Returns whether the first byte of the reply is that of an alert, as a server sends that expects TLS. */
    private static boolean isAlert(JedisException error) {
        String text = error.getMessage();
        return error.getCause() == null && text != null && text.endsWith("\025");
    }

    /** Collects an error and all its causes, which may form circles: closing a broken connection adds errors. */
    private static void collect(@Nullable Throwable error, Set<Throwable> reasons) {
        if (error != null && reasons.add(error)) {
            collect(error.getCause(), reasons);
            Arrays.stream(error.getSuppressed()).forEach(suppressed -> collect(suppressed, reasons));
        }
    }

    private static Optional<RedisFailure> first(
            Set<Throwable> reasons, Function<Throwable, Stream<RedisFailure>> failure) {
        return reasons.stream().flatMap(failure).findFirst();
    }

    private static Stream<RedisFailure> refusedLogin(Throwable reason) {
        return reason instanceof JedisDataException refused
                ? Stream.of(ofCode(code(refused))).filter(failure -> failure.meaning == Meaning.DENIED)
                : Stream.empty();
    }

    /** A handshake that breaks off for another reason, such as a server that goes away, may succeed later. */
    private static Stream<RedisFailure> untrusted(Throwable reason) {
        return reason instanceof CertificateException || reason instanceof SSLPeerUnverifiedException
                ? Stream.of(UNTRUSTED)
                : Stream.empty();
    }

    /** Returns whether the same call may succeed within moments, without anybody changing anything. */
    public boolean mayPass() {
        return meaning == Meaning.TRANSIENT || meaning == Meaning.OUTCOME_UNKNOWN;
    }

    /** Returns whether it concerns all calls of its kind, whatever they are. */
    boolean isOutage() {
        return meaning != Meaning.REFUSED && this != NOPERM && this != MOVING && this != NO_CONNECTION;
    }

    /** Returns whether the server refuses the command itself, whatever its key holds: it is not permitted or not known. */
    public boolean isOfCommand() {
        return this == NOPERM || this == OTHER;
    }

    /** Returns whether the same call may succeed now, sent by itself, since nothing was done before. */
    public boolean isWorthSendingAlone() {
        return meaning == Meaning.TRANSIENT || this == NOSCRIPT;
    }

    /** Returns whether the call may have taken effect. */
    boolean mayBeDone() {
        return meaning == Meaning.OUTCOME_UNKNOWN;
    }

    /** Returns the API's error for a call that changes nothing, or whose failure shows that it did not. */
    public UnavailableException toException(ServerName server, JedisException error) {
        return toException(server, error, false);
    }

    /**
     * Returns the API's error for a failure that is not, or no longer, retried.
     *
     * @param mayBeDone whether the call is a write that may have taken effect
     */
    UnavailableException toException(ServerName server, JedisException error, boolean mayBeDone) {
        // A refused login may lie deep among the causes of the error.
        String code = meaning == Meaning.DENIED && this != UNTRUSTED && this != ENCRYPTED ? name() : code(error);
        String text = message.formatted(server, server.login()) + " (" + code + ")";
        boolean retryable = mayPass() || meaning == Meaning.NO_WRITES;
        JedisException cause = meaning == Meaning.REFUSED ? null : error;
        return mayBeDone
                ? UnavailableException.maybeDone(text, retryable, cause)
                : UnavailableException.notDone(text, retryable, cause);
    }

    /**
     * Returns the code that an error of the server begins with, such as {@code LOADING}, or the type of another error.
     */
    public static String code(JedisException error) {
        String text = error.getMessage();
        if (error instanceof JedisDataException && text != null) {
            int end = text.indexOf(' ');
            String code = end < 0 ? text : text.substring(0, end);
            if (code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
                return code;
            }
        }
        Throwable reason = error;
        while (reason instanceof JedisException && reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason.getClass().getSimpleName();
    }
}
