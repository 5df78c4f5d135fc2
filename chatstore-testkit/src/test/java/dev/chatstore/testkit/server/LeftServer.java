package dev.chatstore.testkit.server;

/** A process that starts a server, says its id, and ends as one that is killed does: it closes nothing. */
final class LeftServer {
    private LeftServer() {}

    public static void main(String[] args) {
        TestServer server = TestServers.start(ServerKind.valueOf(args[0]));
        System.out.println(server.pid());
        Runtime.getRuntime().halt(1);
    }
}
