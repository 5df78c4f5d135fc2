package dev.chatstore.jdbi.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A retry takes what it finds under its token for its own, so no other append may have the token. */
class AppendWithTokenTest {
    private static final ConversationId ID = ConversationId.of("c");

    @Test
    void appendsOfProcessesWithEqualRandomnessHaveOtherTokens() {
        NewMessage text = NewMessage.user("text");
        List<Append> appends = List.of(
                Append.of(ID, text),
                Append.of(ConversationId.of("d"), text),
                Append.of(ConversationId.of("other", "c"), text),
                Append.of(ID, NewMessage.user("another")),
                Append.of(ID, NewMessage.assistant("text")),
                Append.of(ID, text, text),
                Append.of(ID, text.withId("an id")),
                Append.of(ID, text.withId("another id")),
                Append.of(ID, text.withMetadata(Map.of("n", 1))),
                Append.of(ID, text.withAttachments(new Attachment("reference", "image/png", 1, null))));
        assertThat(appends.stream()
                        .map(append -> AppendWithToken.of(append, () -> 7).writeToken())
                        .distinct())
                .hasSameSizeAs(appends);
    }
}
