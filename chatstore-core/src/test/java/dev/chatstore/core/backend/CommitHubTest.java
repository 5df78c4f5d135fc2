package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitHubTest {
    @Test
    void whatAReceiverThrowsReachesNeitherTheWriterNorTheNextReceiver() {
        CommitHub hub = new CommitHub();
        List<Change> received = new ArrayList<>();
        hub.join(change -> {
            throw new IllegalStateException("a defect");
        });
        hub.join(change -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        hub.join(received::add);
        Change change = new Change.Removed(ConversationId.of("c"), 1);
        hub.accept(change);
        assertThat(received).containsExactly(change);
    }
}
