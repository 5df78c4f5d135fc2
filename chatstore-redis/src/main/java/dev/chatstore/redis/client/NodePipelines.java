package dev.chatstore.redis.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Sends commands together: in a cluster, one pipeline to each node, one after the other.
 *
 * <p>The client's own pipeline over a cluster starts threads for each use and loses an interrupt that arrives
 * meanwhile.
 */
public final class NodePipelines {
    private NodePipelines() {}

    /**
     * Answer to one of several commands.
     *
     * @param reply the reply, or null
     * @param error the error of the server or the connection, or null
     * @param sent whether the command may have been sent
     */
    public record Answer<T>(@Nullable T reply, @Nullable JedisException error, boolean sent) {}

    /** Returns an answer to each command. Commands of one slot are executed in their order. */
    public static <T> List<Answer<T>> send(UnifiedJedis client, List<CommandObject<T>> commands) {
        List<@Nullable Answer<T>> answers = new ArrayList<>(commands.size());
        commands.forEach(command -> answers.add(null));
        if (client instanceof RedisClusterClient cluster) {
            byNode(cluster, commands)
                    .forEach((slot, places) -> send(
                            () -> {
                                Connection connection = cluster.getConnectionFromSlot(slot);
                                return new Pipeline(connection, true);
                            },
                            commands,
                            places,
                            answers));
        } else {
            List<Integer> places = new ArrayList<>(commands.size());
            for (int i = 0; i < commands.size(); i++) {
                places.add(i);
            }
            send(client::pipelined, commands, places, answers);
        }
        List<Answer<T>> all = new ArrayList<>(commands.size());
        answers.forEach(answer -> all.add(answer == null ? new Answer<>(null, null, false) : answer));
        return all;
    }

    /**
     * Returns an answer to each of some commands on one key that only read. The answer is an error if the server refuses that
     * command alone, or the key is of another type or moves to another node.
     *
     * @throws JedisException if the server cannot be asked
     */
    public static <T> List<Answer<T>> ask(UnifiedJedis client, List<CommandObject<T>> commands) {
        List<Answer<T>> answers = commands.isEmpty() ? List.of() : send(client, commands);
        for (Answer<T> answer : answers) {
            JedisException error = answer.error();
            if (error != null
                    && (!(error instanceof JedisDataException)
                            || RedisFailure.of(error).isOutage())) {
                throw error;
            }
        }
        return answers;
    }

    private interface PipelineSource {
        AbstractPipeline open();
    }

    private static <T> void send(
            PipelineSource source,
            List<CommandObject<T>> commands,
            List<Integer> places,
            List<@Nullable Answer<T>> answers) {
        List<Response<T>> responses = new ArrayList<>(places.size());
        JedisException lost = null;
        try (AbstractPipeline pipeline = source.open()) {
            for (int place : places) {
                responses.add(pipeline.executeCommand(commands.get(place)));
            }
            pipeline.sync();
        } catch (JedisException e) {
            lost = e;
        }
        for (int i = 0; i < places.size(); i++) {
            answers.set(
                    places.get(i),
                    i < responses.size() ? answer(responses.get(i), lost) : new Answer<>(null, lost, false));
        }
    }

    private static <T> Answer<T> answer(Response<T> response, @Nullable JedisException lost) {
        try {
            return new Answer<>(response.get(), null, true);
        } catch (JedisException e) {
            return new Answer<>(null, e, true);
        } catch (IllegalStateException e) {
            // Its reply was not read.
            return new Answer<>(null, lost, true);
        }
    }

    /** Returns the indexes of the commands of each node, by one of its slots. */
    private static <T> Map<Integer, List<Integer>> byNode(RedisClusterClient cluster, List<CommandObject<T>> commands) {
        Map<Integer, HostAndPort> nodes = new LinkedHashMap<>();
        Map<HostAndPort, Integer> slots = new LinkedHashMap<>();
        Map<Integer, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            Set<Integer> keySlots = commands.get(i).getArguments().getKeyHashSlots();
            int slot = keySlots.iterator().next();
            HostAndPort node = nodes.computeIfAbsent(slot, own -> node(cluster, own));
            places.computeIfAbsent(slots.computeIfAbsent(node, first -> slot), first -> new ArrayList<>())
                    .add(i);
        }
        return places;
    }

    private static HostAndPort node(RedisClusterClient cluster, int slot) {
        try (Connection connection = cluster.getConnectionFromSlot(slot)) {
            return connection.getHostAndPort();
        }
    }
}
