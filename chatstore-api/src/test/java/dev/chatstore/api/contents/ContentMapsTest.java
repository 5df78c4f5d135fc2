package dev.chatstore.api.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form of the numbers in a JSON document, which scripts rely on. */
class ContentMapsTest {
    @Test
    void statisticsNameEachNumberAndEstimateNone() {
        ContentStatistics statistics =
                new ContentStatistics(ContentQuery.ofTenant("shop"), 3, 1, 20, 400, null, 2, 5, Map.of());
        assertThat(statistics.asMap())
                .containsExactly(
                        entry("tenant", "shop"),
                        entry("conversations", 3L),
                        entry("archived", 1L),
                        entry("messages", 20L),
                        entry("tokens", 400L),
                        entry("sessions", 2L),
                        entry("unreadable", 5L),
                        entry("estimated", List.of()));
    }

    @Test
    void eachBreakdownIsUnderTheNameOfItsGrouping() {
        ContentQuery query = ContentQuery.ofOwner("kari").by(Grouping.ROLE, Grouping.MODEL);
        Breakdown byRole = new Breakdown(List.of(new ContentGroup("user", 1, 2, 3, 4L)), null);
        Breakdown byModel =
                new Breakdown(List.of(new ContentGroup(null, 1, 2, 3, 4L)), new ContentGroup(null, 5, 6, 7, null));
        ContentStatistics statistics = new ContentStatistics(
                query, 1, 0, 2, 3, 4L, 0, 0, Map.of(Grouping.ROLE, byRole, Grouping.MODEL, byModel));
        assertThat(statistics.asMap())
                .contains(entry("owner", "kari"), entry("textBytes", 4L))
                .containsEntry("byRole", Map.of("complete", true, "groups", List.of(map("user", 1, 2, 3, 4L))));
        assertThat(byModel.asMap().keySet()).containsExactly("complete", "groups", "others");
        assertThat(byModel.asMap()).containsEntry("complete", false);
        assertThat(new ContentGroup(null, 5, 6, 7, null).asMap())
                .containsExactly(
                        entry("key", null), entry("conversations", 5L), entry("messages", 6L), entry("tokens", 7L));
        assertThat(statistics.asMap().keySet()).endsWith("estimated", "byModel", "byRole");
    }

    private static Map<String, Object> map(String key, long conversations, long messages, long tokens, long bytes) {
        return Map.of(
                "key", key,
                "conversations", conversations,
                "messages", messages,
                "tokens", tokens,
                "textBytes", bytes);
    }

    @Test
    void anEstimateNamesWhatIsNotExactAndKeepsWhatIsUnknown() {
        ContentEstimate estimate = new ContentEstimate(
                new Figure(3, false), new Figure(20, false), null, new Figure(2, true), new Figure(8_192, false));
        assertThat(estimate.asMap())
                .containsExactly(
                        entry("conversations", 3L),
                        entry("messages", 20L),
                        entry("tokens", null),
                        entry("sessions", 2L),
                        entry("storageBytes", 8_192L),
                        entry("estimated", List.of("conversations", "messages", "storageBytes")));
        assertThat(ContentEstimate.UNKNOWN.asMap())
                .containsEntry("messages", null)
                .containsEntry("estimated", List.of());
    }
}
