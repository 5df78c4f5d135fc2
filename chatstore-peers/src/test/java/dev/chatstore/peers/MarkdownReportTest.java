package dev.chatstore.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final PeerDescription QUICK = new PeerDescription("quick", "1.0", "defaults", true);
    private static final PeerDescription ELSEWHERE = new PeerDescription("elsewhere", "2.0", "defaults", false);

    @Test
    void writesARowForEachPeerAndAColumnForEachStage() {
        assertThat(MarkdownReport.of(results()))
                .startsWith("2 cores\n\n")
                .contains(
                        "| quick | 1.0 | defaults |",
                        "| chat memory | 1,000, 1 caller | 1,000, 8 callers |\n| --- | ---: | ---: |\n",
                        "| quick | 200 µs (100 to 300) | 2.5 ms (2.5 to 2.5) |",
                        "| chat memory | 1,000 |\n",
                        "| quick | 364 (182 to 728) |",
                        "| elsewhere | none |",
                        "| quick | 3,200 (3,200 to 3,200) |",
                        "| quick | 400 | 399 | 399 | 0 | 0 | 400 | 400 |",
                        "| elsewhere | 400 | 400 | 90 to 100 | 300 to 310 | 0 | 91 to 101 | 401 |");
    }

    private static Results results() {
        Map<Stage, Map<String, List<Measured>>> slices = new LinkedHashMap<>();
        slices.put(
                new Stage(Stage.Operation.APPEND, 1_000, 1),
                same(measured(1, 10, 1, 3_640), measured(1, 10, 2, 1_820), measured(1, 5, 1.5, 3_640)));
        slices.put(new Stage(Stage.Operation.APPEND, 1_000, 8), same(measured(8, 32, 10, 0)));
        slices.put(new Stage(Stage.Operation.RECENT, 1_000, 8), same(measured(8, 32, 10, 0)));
        Map<String, List<Loss>> losses = new LinkedHashMap<>();
        losses.put("quick", List.of(new Loss(400, 399, 1, 399, 0, 400, 400)));
        losses.put(
                "elsewhere", List.of(new Loss(400, 400, 0, 100, 0, 101, 401), new Loss(400, 400, 0, 90, 0, 91, 401)));
        return new Results(List.of("2 cores"), List.of(QUICK, ELSEWHERE), slices, losses);
    }

    private static Map<String, List<Measured>> same(Measured... slices) {
        return Map.of(QUICK.name(), List.of(slices), ELSEWHERE.name(), List.of(slices));
    }

    private static Measured measured(int callers, long calls, double millis, long walBytes) {
        return new Measured(callers, calls, (long) (millis * 1e6), walBytes);
    }
}
