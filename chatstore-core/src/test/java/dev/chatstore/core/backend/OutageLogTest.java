package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.core.fixture.TestTime;
import dev.chatstore.testkit.LogRecorder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageLogTest {
    private static final int READS = 0;
    private static final int WRITES = 1;

    private final TestTime nanos = TestTime.still();
    private final OutageLog log = OutageLog.of("the store", 2, nanos);
    private final LogRecorder recorder = LogRecorder.of(OutageLog.class.getName());

    @AfterEach
    void close() {
        recorder.close();
    }

    private long begin() {
        nanos.pass(Duration.ofSeconds(1));
        return log.begin();
    }

    private void assertLevels(String... levels) {
        assertThat(recorder.lines())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly(levels);
    }

    @Test
    void anOutageIsOneWarningWhenItBeginsAndOneInformationWhenItEnds() {
        log.succeeded(READS, begin());
        for (int i = 0; i < 100; i++) {
            log.failed(READS, begin(), "it is away");
        }
        assertThat(recorder.lines()).hasSize(1).allMatch(line -> line.startsWith("WARNING the store fails"));
        assertThat(recorder.lines().get(0)).contains(": it is away");
        for (int i = 0; i < 100; i++) {
            log.succeeded(READS, begin());
        }
        assertThat(recorder.lines()).hasSize(2).endsWith("INFO the store works again after PT1M40S");
        log.failed(READS, begin(), "it is away again");
        assertLevels("WARNING", "INFO", "WARNING");
    }

    @Test
    void itEndsOnceEveryPartThatFailedWorks() {
        log.failed(WRITES, begin(), "the disk is full");
        for (int i = 0; i < 10; i++) {
            log.succeeded(READS, begin());
            log.failed(WRITES, begin(), "the disk is full");
        }
        assertLevels("WARNING");
        log.succeeded(WRITES, begin());
        assertLevels("WARNING", "INFO");
    }

    @Test
    void anAttemptThatWasHangingSinceBeforeTheEndBeginsNoOutage() {
        log.failed(READS, begin(), "it is away");
        long hanging = begin();
        log.succeeded(READS, begin());
        log.failed(READS, hanging, "it did not answer");
        assertLevels("WARNING", "INFO");
    }

    @Test
    void anAttemptThatBeganBeforeTheLastFailureEndsNoOutage() {
        long early = begin();
        log.failed(READS, begin(), "it is away");
        log.succeeded(READS, early);
        assertLevels("WARNING");
    }

    @Test
    void whatHasNeverWorkedReportsItsFailureToItsCaller() {
        OutageLog opening = OutageLog.onceWorking("the store", 1, nanos);
        opening.failed("it is away");
        assertLevels();
        opening.succeeded();
        opening.failed("it is away");
        assertLevels("WARNING");
    }
}
