package dev.chatstore.testkit.server;

/** The address that a server listens on. */
record Address(String host, int port) {
    static final String LOOPBACK = "127.0.0.1";

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
