package dev.chatstore.examples.twonodes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conversation that is played, and what is done to Redis meanwhile. */
final class Script {
    private final Servers servers;
    private final NodeProcess a;
    private final NodeProcess b;
    private final Screen screen;
    private final List<Told> unheard = new ArrayList<>();

    /** What a node was told and has answered. */
    private record Told(NodeProcess node, NodeProcess other, Turn turn) {}

    Script(Servers servers, NodeProcess a, NodeProcess b, Screen screen) {
        this.servers = servers;
        this.a = a;
        this.b = b;
        this.screen = screen;
    }

    /** Plays it, and returns how long Redis was away. */
    Duration play() {
        screen.heading("1. Two nodes take turns (the first calls load classes)");
        screen.columns();
        say(a, "Some tea.");
        say(b, "A bun.");
        say(a, "And jam.");
        say(b, "One egg.");

        screen.heading("2. Redis is killed (SIGKILL), and they go on");
        long killed = System.nanoTime();
        servers.redis().kill();
        screen.columns();
        sayUnheard(a, "Some ham.");
        sayUnheard(b, "A fig.");
        sayUnheard(a, "And pie.");
        health("degraded");

        servers.redis().startEmpty();
        Duration away = Duration.ofNanos(System.nanoTime() - killed);
        screen.heading("3. Redis is back after %s, and empty".formatted(Screen.time(away)));
        health("up");
        caughtUp(a);
        caughtUp(b);
        screen.columns();
        say(b, "Some ale.");
        say(a, "A nut.");
        screen.line("  (what changed of a session while Redis was away keeps it out of L2 for another minute)");
        return away;
    }

    /** Says something to one node, and waits until the other has heard of it. */
    private void say(NodeProcess node, String sentence) {
        Told told = tell(node, sentence);
        show(told, Screen.time(late(told, told.turn.question())), Screen.time(late(told, told.turn.answer())));
    }

    private void sayUnheard(NodeProcess node, String sentence) {
        Told told = tell(node, sentence);
        unheard.add(told);
        show(told, soFar(told, told.turn.question()), soFar(told, told.turn.answer()));
    }

    private static String soFar(Told told, Turn.Said said) {
        return told.other.hearing().has(said.sequence()) ? Screen.time(late(told, said)) : "not yet";
    }

    private void show(Told told, String question, String answer) {
        screen.question(told.node, told.turn, "%s %9s".formatted(told.other, question));
        screen.answer(told.turn, "%s %9s".formatted(told.other, answer));
    }

    private Told tell(NodeProcess node, String sentence) {
        return new Told(node, node == a ? b : a, node.hear(sentence));
    }

    private void health(String state) {
        screen.health(a, a.await(state));
        screen.health(b, b.await(state));
    }

    /** Tells what a node has heard late of what was said to the other. */
    private void caughtUp(NodeProcess node) {
        List<Told> missed = unheard.stream().filter(told -> told.other == node).toList();
        Duration latest = missed.stream()
                .flatMap(told -> messages(told).map(said -> late(told, said)))
                .max(Duration::compareTo)
                .orElseThrow();
        String sequences = missed.stream()
                .flatMap(Script::messages)
                .map(said -> Long.toString(said.sequence()))
                .collect(Collectors.joining(", "));
        int gaps = node.hearing().gaps();
        screen.line(
                "  %-3sits listener was told of %s, and then of messages %s: up to %s late",
                node, gaps == 1 ? "a gap" : gaps + " gaps", sequences, Screen.time(latest));
    }

    private static Stream<Turn.Said> messages(Told told) {
        return Stream.of(told.turn.question(), told.turn.answer());
    }

    /** Returns how long after its commit the other node heard a message; its writer's own listener knows of that first. */
    private static Duration late(Told told, Turn.Said said) {
        long committed = Math.min(said.at(), told.node.hearing().when(said.sequence()));
        long heard = told.other.hearing().when(said.sequence());
        return Duration.ofNanos(1_000 * Math.max(0, heard - committed));
    }
}
