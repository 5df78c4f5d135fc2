package dev.chatstore.core.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class ContentRefreshTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AtomicInteger asked = new AtomicInteger();

    /** Estimates by the number of the call, 1 for the first. */
    private Contents contents(IntFunction<ContentEstimate> estimates) {
        return new Contents() {
            @Override
            public ContentStatistics count(ContentQuery query, LongConsumer progress) {
                throw new AssertionError("metrics need no exact numbers");
            }

            @Override
            public Iterator<String> tenants() {
                throw new AssertionError("metrics name no tenant");
            }

            @Override
            public ContentEstimate estimate() {
                return estimates.apply(asked.incrementAndGet());
            }
        };
    }

    private static ContentEstimate messages(long count) {
        return new ContentEstimate(null, new Figure(count, false), null, null, null);
    }

    @Test
    void theFirstEstimateIsMadeAtOnceAndReadingItAsksNobody() {
        try (ContentRefresh refresh = new ContentRefresh(contents(ContentRefreshTest::messages), Duration.ofDays(1))) {
            assertThat(Polling.until(LIMIT, () -> refresh.latest().equals(messages(1))))
                    .isTrue();
            for (int i = 0; i < 100; i++) {
                assertThat(refresh.latest()).isEqualTo(messages(1));
            }
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void theEstimateIsMadeAgainAfterTheInterval() {
        try (ContentRefresh refresh = new ContentRefresh(contents(ContentRefreshTest::messages), SOON)) {
            assertThat(Polling.until(LIMIT, () -> {
                        Figure latest = refresh.latest().messages();
                        return latest != null && latest.value() > 3;
                    }))
                    .isTrue();
        }
    }

    @Test
    void estimatingContinuesAfterAFailure() {
        for (Throwable failure : new Throwable[] {
            UnavailableException.notDone("out of reach", true, null),
            UnavailableException.notDone("not permitted", false, null),
            new StackOverflowError()
        }) {
            asked.set(0);
            Contents contents = contents(call -> call == 2 ? failWith(failure) : messages(call));
            try (ContentRefresh refresh = new ContentRefresh(contents, SOON)) {
                assertThat(Polling.until(LIMIT, () -> {
                            Figure latest = refresh.latest().messages();
                            return latest != null && latest.value() > 2;
                        }))
                        .isTrue();
            }
        }
    }

    @Test
    void afterAFailureTheOldNumbersAreGone() {
        Contents contents = contents(call -> call == 1 ? messages(1) : failWith(new StackOverflowError()));
        try (ContentRefresh refresh = new ContentRefresh(contents, SOON)) {
            assertThat(Polling.until(LIMIT, () -> asked.get() > 2)).isTrue();
            assertThat(refresh.latest()).isEqualTo(ContentEstimate.UNKNOWN);
        }
    }

    private static ContentEstimate failWith(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
