package dev.chatstore.examples.twonodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripted conversation, during which Redis is killed and restarted. */
final class Script {
    private final Servers servers;
    private final NodeProcess a;
    private final NodeProcess b;
    private final Screen screen;
    private final List<Exchange> pending = new ArrayList<>();

    /** A message to a node and its answer. */
    private record Exchange(NodeProcess node, NodeProcess other, Turn turn) {}

    Script(Servers servers, NodeProcess a, NodeProcess b, Screen screen) {
        this.servers = servers;
        this.a = a;
        this.b = b;
        this.screen = screen;
    }

    /** Runs the script and returns how long Redis was down. */
    Duration play() {
        screen.heading("1. Two nodes take turns (the first calls load classes)");
        screen.columns();
        say(a, "Some tea.");
        say(b, "A bun.");
        say(a, "And jam.");
        say(b, "One egg.");

        screen.heading("2. Redis is killed (SIGKILL), and the nodes continue");
        long killed = System.nanoTime();
        servers.redis().kill();
        screen.columns();
        sayDuringOutage(a, "Some ham.");
        sayDuringOutage(b, "A fig.");
        sayDuringOutage(a, "And pie.");
        health("degraded");

        servers.redis().startEmpty();
        Duration downtime = Duration.ofNanos(System.nanoTime() - killed);
        screen.heading("3. Redis is back after %s, empty".formatted(Screen.time(downtime)));
        health("up");
        caughtUp(a);
        caughtUp(b);
        screen.columns();
        say(b, "Some ale.");
        say(a, "A nut.");
        screen.line("  (a session that changed while Redis was down is not cached in L2 for another minute)");
        return downtime;
    }

    /** Sends a message to one node and waits until the other one has received it. */
    private void say(NodeProcess node, String sentence) {
        Exchange exchange = send(node, sentence);
        show(
                exchange,
                Screen.time(late(exchange, exchange.turn.question())),
                Screen.time(late(exchange, exchange.turn.answer())));
    }

    private void sayDuringOutage(NodeProcess node, String sentence) {
        Exchange exchange = send(node, sentence);
        pending.add(exchange);
        show(exchange, soFar(exchange, exchange.turn.question()), soFar(exchange, exchange.turn.answer()));
    }

    private static String soFar(Exchange exchange, Turn.Said said) {
        return exchange.other.notifications().has(said.sequence()) ? Screen.time(late(exchange, said)) : "not yet";
    }

    private void show(Exchange exchange, String question, String answer) {
        screen.question(exchange.node, exchange.turn, "%s %9s".formatted(exchange.other, question));
        screen.answer(exchange.turn, "%s %9s".formatted(exchange.other, answer));
    }

    private Exchange send(NodeProcess node, String sentence) {
        return new Exchange(node, node == a ? b : a, node.say(sentence));
    }

    private void health(String state) {
        screen.health(a, a.await(state));
        screen.health(b, b.await(state));
    }

    /** Prints the messages of the other node that a node received late. */
    private void caughtUp(NodeProcess node) {
        List<Exchange> missed =
                pending.stream().filter(exchange -> exchange.other == node).toList();
        Duration latest = missed.stream()
                .flatMap(exchange -> messages(exchange).map(said -> late(exchange, said)))
                .max(Duration::compareTo)
                .orElseThrow();
        String sequences = missed.stream()
                .flatMap(Script::messages)
                .map(said -> Long.toString(said.sequence()))
                .collect(Collectors.joining(", "));
        int gaps = node.notifications().gaps();
        screen.line(
                "  %-3sits listener was notified of %s and then of messages %s, up to %s late",
                node, gaps == 1 ? "a gap" : gaps + " gaps", sequences, Screen.time(latest));
    }

    private static Stream<Turn.Said> messages(Exchange exchange) {
        return Stream.of(exchange.turn.question(), exchange.turn.answer());
    }

    /** Returns how long after the commit the other node received a message. The commit is known from the receipt or from the
     * writer's own listener, whichever is first. */
    private static Duration late(Exchange exchange, Turn.Said said) {
        long committed = Math.min(said.at(), exchange.node.notifications().when(said.sequence()));
        long received = exchange.other.notifications().when(said.sequence());
        return Duration.ofNanos(1_000 * Math.max(0, received - committed));
    }
}
