package dev.chatstore.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.ai.session.SessionEvent;

/** Runs everything for a moment, on real servers. */
class PeersIT {
    private static final Pattern ALL = Pattern.compile("");

    @Test
    void everyPeerKeepsAWholeHistoryAndReturnsItsEnd() throws SQLException {
        List<String> texts = IntStream.range(0, 60).mapToObj(i -> "text " + i).toList();
        try (Lineup lineup = Lineup.open(ALL)) {
            for (Peer peer : lineup.peers()) {
                peer.open("a", texts);
                peer.append("a", "last");
                assertThat(peer.texts("a"))
                        .as(peer.description().name())
                        .hasSize(61)
                        .startsWith("text 0", "text 1")
                        .endsWith("text 59", "last");
                assertThat(peer.recent("a", 50).stream().map(PeersIT::text))
                        .as(peer.description().name())
                        .hasSize(50)
                        .startsWith("text 11", "text 12")
                        .endsWith("text 59", "last");
            }
        }
    }

    private static String text(Object message) {
        if (message instanceof dev.chatstore.api.Message ours) {
            return ours.text();
        } else if (message instanceof SessionEvent event) {
            return text(event.getMessage());
        } else if (message instanceof org.springframework.ai.chat.messages.Message spring) {
            return String.valueOf(spring.getText());
        } else if (message instanceof UserMessage langChain) {
            return langChain.singleText();
        }
        // The records of the two peers that this module defines.
        return message.toString().replaceAll(".*content=([^,\\]]+).*", "$1");
    }

    @Test
    void aRunMeasuresEveryPeerAndFindsNoLossInChatstore() throws SQLException {
        Duration moment = Duration.ofMillis(1);
        Results results = PeerTable.run(new Options(Path.of("target"), ALL, List.of(1), 1, moment, moment));
        assertThat(results.peers()).hasSize(7);
        assertThat(results.slices())
                .hasSize(4)
                .allSatisfy((stage, slices) -> assertThat(slices).hasSize(7));
        assertThat(results.losses().get("chatstore")).containsExactly(new Loss(400, 400, 0, 400, 0, 401, 401));
        assertThat(results.losses().get("chatstore + L1")).containsExactly(new Loss(400, 400, 0, 400, 0, 401, 401));
    }
}
