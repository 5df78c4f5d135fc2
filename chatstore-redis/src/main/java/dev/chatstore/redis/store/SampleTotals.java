package dev.chatstore.redis.store;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.KeySample;
import dev.chatstore.redis.client.NodePipelines;
import dev.chatstore.redis.client.NodePipelines.Answer;
import dev.chatstore.redis.client.RedisFailure;
import dev.chatstore.redis.store.form.HeadFields;
import dev.chatstore.redis.store.form.SessionFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The numbers of a store, scaled up from samples of the keys of each primary. Keys of other programs and of caches are passed
 * over, and so is a key that another program has written under a name of this store. For one thread.
 */
final class SampleTotals {
    /** Names the session in an error that nobody sees. */
    private static final SessionId SAMPLED = new SessionId("sampled", "sampled", "sampled");

    private static final byte[][] HEAD = bytes(HeadFields.COUNTED);
    private static final byte[][] SESSION = bytes(SessionFields.FLAGS);

    private final StoreContext store;
    private final Total conversations = new Total();
    private final Total messages = new Total();
    private final Total tokens = new Total();
    private final Total sessions = new Total();
    private final Total bytes = new Total();

    SampleTotals(StoreContext store) {
        this.store = store;
    }

    private static byte[][] bytes(List<String> names) {
        return names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /** A number, which is unknown once the server has refused the commands that it needs. */
    private static final class Total {
        private double value;
        private boolean isRefused;

        void add(double more) {
            value += more;
        }

        @Nullable Figure figure() {
            return isRefused ? null : new Figure(Math.round(value), false);
        }
    }

    /** Adds a primary, of whose keys each sampled one stands for as many. */
    void add(KeySample sample) {
        if (sample.sampled().isEmpty()) {
            return;
        }
        double weight = (double) sample.keys() / sample.sampled().size();
        addHeads(keys(sample, KeyFamily.HEAD::equals), weight);
        addSessions(keys(sample, KeyFamily.SESSION::equals), weight);
        List<Long> sizes = replies(keys(sample, family -> !family.isOfCache()), Commands::memoryUsage, List.of(bytes));
        bytes.add(weight * sizes.stream().mapToLong(Long::longValue).sum());
    }

    private List<byte[]> keys(KeySample sample, Predicate<KeyFamily> families) {
        return sample.sampled().stream()
                .filter(key -> store.keys().family(key).filter(families).isPresent())
                .toList();
    }

    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    private void addHeads(List<byte[]> keys, double weight) {
        replies(keys, key -> Commands.hmget(key, HEAD), List.of(conversations, messages, tokens)).stream()
                .map(values -> HeadFields.of(HeadFields.COUNTED, values))
                .filter(HeadFields::exists)
                .forEach(head -> {
                    conversations.add(weight);
                    messages.add(weight * orZero(head, HeadFields::messages));
                    tokens.add(weight * orZero(head, HeadFields::tokens));
                });
    }

    private static long orZero(HeadFields head, ToLongFunction<HeadFields> number) {
        try {
            return Math.max(0, number.applyAsLong(head));
        } catch (CorruptDataException e) {
            return 0;
        }
    }

    @SuppressWarnings("NullAway") // A reply has null for a missing field, which the client's type does not say.
    private void addSessions(List<byte[]> keys, double weight) {
        if (!keys.isEmpty()) {
            long now = store.clock().micros(keys.get(0));
            sessions.add(weight
                    * replies(keys, key -> Commands.hmget(key, SESSION), List.of(sessions)).stream()
                            .filter(values ->
                                    SessionFields.ofFlags(SAMPLED, values).isListed(now, null))
                            .count());
        }
    }

    /**
     * Returns the replies, without those of keys that are gone meanwhile, that move to another node, or that are of another type
     * than this store's. If the server refuses the command, what needs it is unknown.
     */
    private <T> List<T> replies(List<byte[]> keys, Function<byte[], CommandObject<T>> command, List<Total> totals) {
        List<CommandObject<T>> commands = keys.stream().map(command).toList();
        List<T> replies = new ArrayList<>(commands.size());
        for (Answer<T> answer : store.calls().call(client -> NodePipelines.ask(client, commands))) {
            T reply = answer.reply();
            JedisException error = answer.error();
            if (reply != null) {
                replies.add(reply);
            } else if (error != null && RedisFailure.of(error).isOfCommand()) {
                totals.forEach(total -> total.isRefused = true);
            }
        }
        return replies;
    }

    ContentEstimate estimate() {
        return new ContentEstimate(
                conversations.figure(), messages.figure(), tokens.figure(), sessions.figure(), bytes.figure());
    }
}
