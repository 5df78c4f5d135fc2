package dev.chatstore.testkit.server;

/** A server without a process that a test can control: it was named by its URL, or runs in a container. */
abstract class RemoteServer implements ServerControl {
    private final String name;
    private final Address address;
    private final String remedy;

    /**
     * Creates the server.
     *
     * @param remedy what to do to get a server with a process, in the imperative
     */
    RemoteServer(String name, Address address, String remedy) {
        this.name = name;
        this.address = address;
        this.remedy = remedy;
    }

    @Override
    public final int port() {
        return address.port();
    }

    @Override
    public final long pid() {
        throw noProcess();
    }

    @Override
    public final void kill() {
        throw noProcess();
    }

    @Override
    public final void start() {
        throw noProcess();
    }

    @Override
    public final void pause() {
        throw noProcess();
    }

    @Override
    public final void resume() {
        throw noProcess();
    }

    @Override
    public final void restart() {
        throw noProcess();
    }

    final UnsupportedOperationException noProcess() {
        return new UnsupportedOperationException(this
                + " was named by its URL or runs in a container, but the test needs a process that it can control: "
                + remedy);
    }

    @Override
    public final String toString() {
        return name + " at " + address;
    }
}
