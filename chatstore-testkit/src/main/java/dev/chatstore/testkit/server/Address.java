package dev.chatstore.testkit.server;

/** Where a server listens. */
record Address(String host, int port) {
    static final String LOOPBACK = "127.0.0.1";

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
