package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentGroup;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.testkit.StoreContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of the numbers have in common. Sessions expire after ten minutes. */
abstract class ContentsContract extends ChatContract {
    static final ContentQuery ALL = ContentQuery.ofTenant("default");

    final ConversationId other = ConversationId.of("other");
    Contents contents;

    ContentsContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("sessions.ttl", "10m");
    }

    @BeforeEach
    final void openContents() {
        contents = Contents.of(storage).orElseThrow();
    }

    final ContentStatistics all() {
        return contents.count(ALL.by(Grouping.values()));
    }

    final List<ContentGroup> groups(Grouping grouping) {
        Breakdown breakdown = Objects.requireNonNull(
                contents.count(ALL.by(grouping)).breakdowns().get(grouping));
        assertThat(breakdown.complete()).isTrue();
        return breakdown.groups();
    }

    final SessionStore<Integer> sessions() {
        return storage.sessions(Integer.class);
    }

    static ContentGroup group(@Nullable String key, long conversations, long messages, long tokens, long bytes) {
        return new ContentGroup(key, conversations, messages, tokens, bytes);
    }

    static ContentGroup ofHeads(@Nullable String key, long conversations, long messages, long tokens) {
        return new ContentGroup(key, conversations, messages, tokens, null);
    }
}
