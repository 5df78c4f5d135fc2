package dev.chatstore.peers;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets eight callers append to one conversation at the same time, and counts what is stored afterwards. */
final class Contention {
    /** No caller begins another append after this time. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Contention() {}

    /** Returns the results of each peer by name. */
    static Map<String, List<Loss>> run(List<Peer> peers, int rounds, Progress progress) throws SQLException {
        Map<String, List<Loss>> results = new LinkedHashMap<>();
        for (Peer peer : peers) {
            String name = peer.description().name();
            progress.step(name + ": concurrent appends to one conversation");
            List<Loss> losses = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                losses.add(run(peer, "contended-" + round));
            }
            results.put(name, losses);
        }
        return results;
    }

    private static Loss run(Peer peer, String conversation) throws SQLException {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        peer.open(conversation, List.of(Texts.of(0)));
        int most = Stage.MANY_CALLERS * peer.contendedAppends();
        Callers.Calls calls = Callers.run(Stage.MANY_CALLERS, LIMIT, most, (caller, call) -> {
            String text = caller + "/" + call + " " + Texts.of(call);
            if (acknowledges(peer, conversation, text)) {
                acknowledged.add(text);
            }
        });
        return Loss.of((int) calls.count(), acknowledged, peer.texts(conversation));
    }

    private static boolean acknowledges(Peer peer, String conversation, String text) {
        try {
            peer.append(conversation, text);
            return true;
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }
}
