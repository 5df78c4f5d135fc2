package dev.chatstore.redis.store;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.KeySample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.CommandObject;

/**
 * The numbers of a store, scaled up from samples of the keys of each node. Keys of other programs and of caches are passed
 * over. For one thread.
 */
final class SampleTotals {
    /** Names the session in an error that nobody sees. */
    private static final SessionId SAMPLED = new SessionId("sampled", "sampled", "sampled");

    private static final byte[][] HEAD = bytes(HeadFields.COUNTED);
    private static final byte[][] SESSION = bytes(SessionFields.FLAGS);

    private final StoreContext store;
    private double conversations;
    private double messages;
    private double tokens;
    private double sessions;
    private double bytes;

    SampleTotals(StoreContext store) {
        this.store = store;
    }

    private static byte[][] bytes(List<String> names) {
        return names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /** Adds a node, of whose keys each sampled one stands for as many. */
    void add(KeySample sample) {
        if (sample.sampled().isEmpty()) {
            return;
        }
        double weight = (double) sample.keys() / sample.sampled().size();
        for (HeadFields head : heads(of(sample, KeyFamily.HEAD))) {
            if (head.exists()) {
                conversations += weight;
                messages += weight * orZero(head, true);
                tokens += weight * orZero(head, false);
            }
        }
        sessions += weight * liveSessions(of(sample, KeyFamily.SESSION));
        List<byte[]> own = sample.sampled().stream()
                .filter(key -> store.keys().family(key).isPresent())
                .toList();
        bytes += weight
                * together(own.stream().map(Commands::memoryUsage).toList()).stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private List<byte[]> of(KeySample sample, KeyFamily family) {
        return sample.sampled().stream()
                .filter(key -> store.keys().family(key).filter(family::equals).isPresent())
                .toList();
    }

    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    private List<HeadFields> heads(List<byte[]> keys) {
        return together(keys.stream().map(key -> Commands.hmget(key, HEAD)).toList()).stream()
                .map(values -> HeadFields.of(HeadFields.COUNTED, values))
                .toList();
    }

    private static long orZero(HeadFields head, boolean ofMessages) {
        try {
            return ofMessages ? head.messages() : head.tokens();
        } catch (CorruptDataException e) {
            return 0;
        }
    }

    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    private long liveSessions(List<byte[]> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        long now = store.clock().micros(keys.get(0));
        return together(keys.stream().map(key -> Commands.hmget(key, SESSION)).toList()).stream()
                .filter(values -> SessionFields.ofFlags(SAMPLED, values).isListed(now, null))
                .count();
    }

    /** Returns the replies, without those of keys that are gone meanwhile. */
    private <T> List<T> together(List<CommandObject<T>> commands) {
        return store.calls().together(commands).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    ContentEstimate estimate() {
        return new ContentEstimate(
                figure(conversations), figure(messages), figure(tokens), figure(sessions), figure(bytes));
    }

    private static Figure figure(double value) {
        return new Figure(Math.round(value), false);
    }
}
