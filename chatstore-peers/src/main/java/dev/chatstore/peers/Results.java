package dev.chatstore.peers;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run found.
 *
 * @param head describes the machine, the servers, the settings and the load
 * @param slices the slices of each peer by stage and name
 * @param losses the results of concurrent appends by name
 */
record Results(
        List<String> head,
        List<PeerDescription> peers,
        Map<Stage, Map<String, List<Measured>>> slices,
        Map<String, List<Loss>> losses) {
    /** Returns the stages of an operation. */
    List<Stage> stages(Stage.Operation operation) {
        return slices.keySet().stream()
                .filter(stage -> stage.operation() == operation)
                .toList();
    }

    List<Measured> of(Stage stage, PeerDescription peer) {
        return Objects.requireNonNull(Objects.requireNonNull(slices.get(stage)).get(peer.name()));
    }
}
