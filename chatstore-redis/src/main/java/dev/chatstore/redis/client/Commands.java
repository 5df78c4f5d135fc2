package dev.chatstore.redis.client;

import java.util.List;
import java.util.Map;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.ScanResult;

/** The commands that are sent together. Jedis has a class for them, whose constructors differ from version to version. */
public final class Commands {
    private Commands() {}

    /** Returns the command that adds a member to a sorted set. */
    public static CommandObject<Long> zadd(byte[] key, double score, byte[] member) {
        return new CommandObject<>(
                new CommandArguments(Command.ZADD).key(key).add(score).add(member), BuilderFactory.LONG);
    }

    /** Returns the command that removes members from a sorted set. */
    public static CommandObject<Long> zrem(byte[] key, byte[]... members) {
        return new CommandObject<>(
                new CommandArguments(Command.ZREM).key(key).addObjects((Object[]) members), BuilderFactory.LONG);
    }

    /** Returns the command that reads a range of a sorted set. */
    public static CommandObject<List<byte[]>> zrange(byte[] key, ZRangeParams range) {
        return new CommandObject<>(
                new CommandArguments(Command.ZRANGE).key(key).addParams(range), BuilderFactory.BINARY_LIST);
    }

    /** Returns the command that reads all fields of a hash. */
    public static CommandObject<Map<byte[], byte[]>> hgetAll(byte[] key) {
        return new CommandObject<>(new CommandArguments(Command.HGETALL).key(key), BuilderFactory.BINARY_MAP);
    }

    /** Returns the command that reads some fields of a hash, in steps that begin and end at a cursor. */
    public static CommandObject<ScanResult<Map.Entry<byte[], byte[]>>> hscan(byte[] key, byte[] cursor, int count) {
        return new CommandObject<>(
                new CommandArguments(Command.HSCAN)
                        .key(key)
                        .add(cursor)
                        .add("COUNT")
                        .add(count),
                BuilderFactory.HSCAN_BINARY_RESPONSE);
    }

    /** Returns the command that sets a string unless it exists. */
    public static CommandObject<Long> setnx(byte[] key, byte[] value) {
        return new CommandObject<>(new CommandArguments(Command.SETNX).key(key).add(value), BuilderFactory.LONG);
    }

    /** Returns the command that reads a string. */
    public static CommandObject<byte[]> get(byte[] key) {
        return new CommandObject<>(new CommandArguments(Command.GET).key(key), BuilderFactory.BINARY);
    }

    /** Returns the command that reads a field of a hash. */
    public static CommandObject<byte[]> hget(byte[] key, byte[] field) {
        return new CommandObject<>(new CommandArguments(Command.HGET).key(key).add(field), BuilderFactory.BINARY);
    }

    /** Returns the command that reads some fields of a hash. */
    public static CommandObject<List<byte[]>> hmget(byte[] key, byte[]... fields) {
        return new CommandObject<>(
                new CommandArguments(Command.HMGET).key(key).addObjects((Object[]) fields), BuilderFactory.BINARY_LIST);
    }

    /** Returns the command that tells the bytes that a key takes in memory; null for a key that is missing. */
    public static CommandObject<Long> memoryUsage(byte[] key) {
        return new CommandObject<>(
                new CommandArguments(Command.MEMORY).add("USAGE").key(key), BuilderFactory.LONG);
    }

    /** Returns the command that tells the number of all keys. */
    static CommandObject<Long> dbSize() {
        return new CommandObject<>(new CommandArguments(Command.DBSIZE), BuilderFactory.LONG);
    }

    /** Returns the command that returns one of all keys at random; null if there is none. */
    static CommandObject<byte[]> randomKey() {
        return new CommandObject<>(new CommandArguments(Command.RANDOMKEY), BuilderFactory.BINARY);
    }

    /** Returns the command that reads the length of a field of a hash, 0 if it is missing. */
    public static CommandObject<Long> hstrlen(byte[] key, byte[] field) {
        return new CommandObject<>(
                new CommandArguments(Command.HSTRLEN).key(key).add(field), BuilderFactory.LONG);
    }

    /** Returns the command that tells which node of a cluster has which slots. */
    static CommandObject<Object> clusterSlots() {
        return new CommandObject<>(new CommandArguments(Command.CLUSTER).add("SLOTS"), BuilderFactory.RAW_OBJECT);
    }

    /** Returns the command that runs a script, by its text or its digest. */
    static CommandObject<Object> script(Command command, byte[] script, List<byte[]> keys, List<byte[]> arguments) {
        return new CommandObject<>(
                new CommandArguments(command)
                        .add(script)
                        .add(keys.size())
                        .keys(keys)
                        .addObjects(arguments),
                BuilderFactory.RAW_OBJECT);
    }
}
