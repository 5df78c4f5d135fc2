package dev.chatstore.testkit.server;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running Redis server that was named by its URL. */
final class RemoteRedis extends RemoteServer implements TestRedis {
    private final RedisAccess redis;

    private RemoteRedis(RedisAccess redis) {
        super("Redis", redis.address(), "unset " + RedisProgram.VARIABLE + " and " + RedisProgram.CLUSTER_VARIABLE);
        this.redis = redis;
    }

    /** Returns the server at a URL, {@code redis://:password@host:port}. The password is optional. */
    static RemoteRedis at(String variable, String url) {
        URI uri = URI.create(url);
        if (!"redis".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalStateException(
                    variable + " must be redis://:password@host:port, or redis://host:port without a password");
        }
        String login = uri.getUserInfo() == null ? ":" : uri.getUserInfo();
        Address address = new Address(uri.getHost(), uri.getPort());
        RemoteRedis server = new RemoteRedis(new RedisAccess(address, login.substring(login.indexOf(':') + 1)));
        String version = server.info("server", "redis_version");
        if (!version.startsWith("7.")) {
            throw new IllegalStateException(variable + " names a server of version " + version + ", not Redis 7");
        }
        return server;
    }

    @Override
    public String url() {
        return redis.url();
    }

    @Override
    public @Nullable Object ask(String... command) {
        return redis.ask(List.of(command));
    }

    @Override
    public String info(String section, String name) {
        return redis.info(section, name);
    }

    @Override
    public void startEmpty() {
        throw noProcess();
    }

    @Override
    public void close() {}
}
