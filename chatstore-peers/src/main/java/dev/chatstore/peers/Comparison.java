package dev.chatstore.peers;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures all peers in alternating slices. */
final class Comparison {
    /** The number of newest messages that are read. */
    static final int RECENT = 50;

    /** The most appends in a slice; with more, the conversations would grow too long. */
    private static final int APPENDS = 1_500;

    private static final int WARM_CONVERSATIONS = 64;

    private final Lineup lineup;
    private final Options options;
    private final Progress progress;
    private final Map<String, Long> made = new HashMap<>();

    Comparison(Lineup lineup, Options options, Progress progress) {
        this.lineup = lineup;
        this.options = options;
        this.progress = progress;
    }

    /** Returns the slices of each peer by stage and name. */
    Map<Stage, Map<String, List<Measured>>> run() throws SQLException {
        warmUp();
        Map<Stage, Map<String, List<Measured>>> results = new LinkedHashMap<>();
        for (int history : options.histories()) {
            Conversations conversations = Conversations.of(history);
            fill(conversations);
            for (Stage stage : Stage.of(conversations)) {
                results.put(stage, measure(stage, conversations));
            }
        }
        return results;
    }

    private void warmUp() throws SQLException {
        Conversations warm = new Conversations("warm", RECENT, WARM_CONVERSATIONS);
        for (Peer peer : lineup.peers()) {
            progress.step("warm-up of " + peer.description().name());
            warm.open(peer);
            for (Stage.Operation operation : Stage.Operation.values()) {
                call(peer, new Stage(operation, RECENT, Stage.MANY_CALLERS), warm, options.warmup(), Long.MAX_VALUE);
            }
        }
    }

    private void fill(Conversations conversations) throws SQLException {
        for (Peer peer : lineup.peers()) {
            progress.step(String.format(
                    Locale.ROOT,
                    "%s: %,d conversations of %,d messages",
                    peer.description().name(),
                    conversations.count(),
                    conversations.history()));
            conversations.open(peer);
        }
        lineup.settle();
        for (Peer peer : lineup.peers()) {
            conversations.readAll(peer);
        }
    }

    private Map<String, List<Measured>> measure(Stage stage, Conversations conversations) throws SQLException {
        Map<String, List<Measured>> results = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            progress.step(stage + ", round " + (round + 1));
            List<Peer> order = new ArrayList<>(lineup.peers());
            Collections.rotate(order, -round);
            for (Peer peer : order) {
                results.computeIfAbsent(peer.description().name(), name -> new ArrayList<>())
                        .add(slice(peer, stage, conversations));
            }
        }
        return results;
    }

    private Measured slice(Peer peer, Stage stage, Conversations conversations) throws SQLException {
        long most = stage.operation() == Stage.Operation.APPEND ? APPENDS : Long.MAX_VALUE;
        long before = lineup.walPosition();
        Callers.Calls calls = call(peer, stage, conversations, options.slice(), most);
        return new Measured(stage.callers(), calls.count(), calls.nanos(), lineup.walPosition() - before);
    }

    private Callers.Calls call(Peer peer, Stage stage, Conversations all, Duration time, long most) {
        String key = peer.description().name() + " " + stage;
        long first = made.getOrDefault(key, 0L);
        Callers.Calls calls = Callers.run(stage.callers(), time, most, (caller, call) -> {
            String id = all.id(caller, stage.callers(), first + call);
            if (stage.operation() == Stage.Operation.APPEND) {
                peer.append(id, Texts.of(first + call));
            } else {
                peer.recent(id, RECENT);
            }
        });
        made.put(key, first + calls.count() / stage.callers());
        return calls;
    }
}
