package dev.chatstore.testkit.server;

/** A program that starts a server, prints its process id, and ends without closing it, as if it were killed. */
final class LeftServer {
    private LeftServer() {}

    public static void main(String[] args) {
        TestServer server = TestServers.start(ServerKind.valueOf(args[0]));
        System.out.println(server.pid());
        Runtime.getRuntime().halt(1);
    }
}
