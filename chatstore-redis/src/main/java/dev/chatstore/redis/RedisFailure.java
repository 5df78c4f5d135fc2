package dev.chatstore.redis;

import dev.chatstore.api.UnavailableException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What an error of the client or the server means, by its type and the word that an error of Redis begins with. */
enum RedisFailure {
    /** Nothing was done, as on a server that loads its data or fails over; the same again may succeed. */
    RETRY,
    /** The connection is gone or silent; whether what was under way took effect is unknown. */
    LOST,
    /** The server takes no writes, as one that is full, a replica, or cannot write its disk. Nothing was done. */
    REFUSED,
    /** The login is missing or wrong, or the user may not do this. Nothing was done. */
    DENIED,
    /** The server's certificate is not one that the JVM trusts, or another server's. Nothing was sent. */
    UNTRUSTED,
    /** The server does not know the script by its digest. Nothing was done. */
    NO_SCRIPT,
    /** Anything else. */
    OTHER;

    /** Returns what an error means. */
    static RedisFailure of(JedisException error) {
        if (error instanceof JedisDataException) {
            return ofWord(word(error));
        }
        if (error instanceof JedisConnectionException || error instanceof JedisClusterOperationException) {
            return isBecauseOf(error, RedisFailure::isDenied)
                    ? DENIED
                    : isBecauseOf(error, RedisFailure::isUntrusted) ? UNTRUSTED : LOST;
        }
        // A pool that had no connection in time, or could make none.
        return error.getCause() instanceof JedisException cause ? of(cause) : RETRY;
    }

    /** A node of a cluster that has refused the login is told by the client as one that cannot be reached. */
    private static boolean isDenied(Throwable error) {
        return error instanceof JedisDataException refused && ofWord(word(refused)) == DENIED;
    }

    /** What breaks off a handshake otherwise, such as a server that goes away, may pass. */
    private static boolean isUntrusted(Throwable error) {
        return error instanceof CertificateException || error instanceof SSLPeerUnverifiedException;
    }

    private static boolean isBecauseOf(JedisException error, Predicate<Throwable> reason) {
        return isBecauseOf(error, reason, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /**
     * Looks at an error and all that led to it.
     *
     * @param seen what was looked at: closing what is broken may leave errors that are each other's cause
     */
    private static boolean isBecauseOf(@Nullable Throwable error, Predicate<Throwable> reason, Set<Throwable> seen) {
        return error != null
                && seen.add(error)
                && (reason.test(error)
                        || isBecauseOf(error.getCause(), reason, seen)
                        || Arrays.stream(error.getSuppressed()).anyMatch(other -> isBecauseOf(other, reason, seen)));
    }

    /**
     * Returns what a caller is told of an error that is not, or no longer, tried again.
     *
     * @param name what the server is called
     */
    UnavailableException told(String name, JedisException error) {
        String word = word(error);
        return switch (this) {
            case RETRY -> new UnavailableException(name + " is too busy (" + word + ")", true, error);
            case LOST -> new UnavailableException(name + " cannot be reached (" + word + ")", true, error);
            case REFUSED -> new UnavailableException(name + " takes no writes (" + word + ")", true, error);
            case UNTRUSTED -> new UnavailableException(name + " has a certificate that is not trusted", false, error);
            case DENIED -> new UnavailableException(name + " refuses the login (" + word + ")", false, error);
            // Without the cause: the server may have quoted what it was sent.
            default -> new UnavailableException(name + " refused a command (" + word + ")", false, null);
        };
    }

    /** Returns the word that an error of the server begins with, such as {@code LOADING}, or the type of another error. */
    static String word(JedisException error) {
        String text = error.getMessage();
        if (error instanceof JedisDataException && text != null) {
            int end = text.indexOf(' ');
            String word = end < 0 ? text : text.substring(0, end);
            if (word.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
                return word;
            }
        }
        return error.getClass().getSimpleName();
    }

    private static RedisFailure ofWord(String word) {
        return switch (word) {
            case "LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK", "BUSY", "UNBLOCKED" -> RETRY;
            case "READONLY", "OOM", "MISCONF", "NOREPLICAS" -> REFUSED;
            case "NOAUTH", "WRONGPASS", "NOPERM" -> DENIED;
            case "NOSCRIPT" -> NO_SCRIPT;
            default -> OTHER;
        };
    }
}
