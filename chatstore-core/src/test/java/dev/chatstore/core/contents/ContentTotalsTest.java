package dev.chatstore.core.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Role;
import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentGroup;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentTotalsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static HeadCount head(String conversation, @Nullable String owner) {
        return new HeadCount(conversation, Instant.EPOCH, owner, "model", false, 2, 2, 5);
    }

    private static void add(ContentTotals totals, HeadCount head) {
        totals.add(new HeadPage(List.of(head), List.of()));
    }

    private static Breakdown breakdown(ContentTotals totals, Grouping grouping) {
        return totals.with(0).breakdowns().get(grouping);
    }

    @Test
    void groupsBeyondTheMaximumAreOneGroupAndNothingIsLost() {
        ContentTotals totals =
                new ContentTotals(ContentQuery.ofTenant("default").by(Grouping.OWNER));
        for (int i = 0; i < Breakdown.MAX_GROUPS + 3; i++) {
            add(totals, head("c" + i, "owner " + i));
        }
        add(totals, head("another", "owner 0"));
        Breakdown breakdown = breakdown(totals, Grouping.OWNER);
        assertThat(breakdown.groups()).hasSize(Breakdown.MAX_GROUPS);
        assertThat(breakdown.groups().get(0)).isEqualTo(new ContentGroup("owner 0", 2, 4, 10, null));
        assertThat(breakdown.complete()).isFalse();
        assertThat(breakdown.others()).isEqualTo(new ContentGroup(null, 3, 6, 15, null));
        assertThat(totals.with(7).conversations()).isEqualTo(Breakdown.MAX_GROUPS + 4);
        assertThat(totals.with(7).sessions()).isEqualTo(7);
    }

    @Test
    void aConversationCountsOnceInEachGroupItHasMessagesOf() {
        ContentTotals totals =
                new ContentTotals(ContentQuery.ofTenant("default").by(Grouping.ROLE, Grouping.DAY, Grouping.OWNER));
        List<HeadCount> heads = List.of(head("a", "kari"), head("b", null));
        totals.add(new HeadPage(heads, List.of()));
        totals.add(
                heads,
                List.of(
                        new MessageCount("a", Role.USER, DAY, DAY, 1, 2, 3, 0),
                        new MessageCount("a", Role.USER, DAY.plusDays(1), DAY, 1, 3, 4, 0),
                        new MessageCount("b", Role.USER, DAY, DAY, 1, 4, 5, 0),
                        new MessageCount("b", null, DAY, DAY, 1, 1, 6, 1)));
        assertThat(breakdown(totals, Grouping.ROLE).groups())
                .containsExactly(new ContentGroup("user", 2, 3, 9, 12L), new ContentGroup(null, 1, 1, 1, 6L));
        assertThat(breakdown(totals, Grouping.DAY).groups())
                .containsExactly(
                        new ContentGroup("2026-03-01", 2, 3, 7, 14L), new ContentGroup("2026-03-02", 1, 1, 3, 4L));
        assertThat(breakdown(totals, Grouping.OWNER).groups())
                .containsExactly(new ContentGroup("kari", 1, 2, 5, 7L), new ContentGroup(null, 1, 2, 5, 11L));
        assertThat(totals.with(0).textBytes()).isEqualTo(18);
        assertThat(totals.with(0).unreadable()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadCountsOnceAlthoughItIsOnTwoPages() {
        ContentTotals totals = new ContentTotals(ContentQuery.ofTenant("default"));
        totals.add(new HeadPage(List.of(head("a", null)), List.of("x", "y")));
        totals.add(new HeadPage(List.of(head("b", null)), List.of("y", "z")));
        totals.add(new HeadPage(List.of(), List.of()));
        assertThat(totals.with(0).unreadable()).isEqualTo(3);
        assertThat(totals.with(0).conversations()).isEqualTo(2);
    }
}
