package dev.chatstore.testkit.server;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Redis whose process is not ours: it was given by its URL. */
final class RemoteRedis implements TestRedis {
    private final RedisSide side;

    private RemoteRedis(RedisSide side) {
        this.side = side;
    }

    /** Returns the server at a URL, {@code redis://:password@host:port}, whose password may be left out. */
    static RemoteRedis at(String variable, String url) {
        URI uri = URI.create(url);
        if (!"redis".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalStateException(variable + " must be redis://:password@host:port, without the password "
                    + "and the @ where none is wanted");
        }
        String login = uri.getUserInfo() == null ? ":" : uri.getUserInfo();
        Address address = new Address(uri.getHost(), uri.getPort());
        RemoteRedis server = new RemoteRedis(new RedisSide(address, login.substring(login.indexOf(':') + 1)));
        String version = server.info("server", "redis_version");
        if (!version.startsWith("7.")) {
            throw new IllegalStateException(variable + " is of version " + version + ", not Redis 7");
        }
        return server;
    }

    @Override
    public String url() {
        return side.url();
    }

    @Override
    public int port() {
        return side.address().port();
    }

    @Override
    public @Nullable Object ask(String... command) {
        return side.ask(List.of(command));
    }

    @Override
    public String info(String section, String name) {
        return side.info(section, name);
    }

    @Override
    public long pid() {
        throw noProcess();
    }

    @Override
    public void kill() {
        throw noProcess();
    }

    @Override
    public void start() {
        throw noProcess();
    }

    @Override
    public void startEmpty() {
        throw noProcess();
    }

    @Override
    public void pause() {
        throw noProcess();
    }

    @Override
    public void resume() {
        throw noProcess();
    }

    @Override
    public void restart() {
        throw noProcess();
    }

    @Override
    public void close() {}

    private UnsupportedOperationException noProcess() {
        return new UnsupportedOperationException(
                this + " was given by its URL; what is asked for needs a process that was started here: unset "
                        + RedisProgram.VARIABLE + " and " + RedisProgram.CLUSTER_VARIABLE);
    }

    @Override
    public String toString() {
        return side.toString();
    }
}
