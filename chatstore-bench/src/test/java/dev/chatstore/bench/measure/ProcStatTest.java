package dev.chatstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void aProcessCountsItsOwnTimeAndThatOfItsEndedChildren() {
        String stat = "4711 (a (strange) name) S 1 2 3 4 5 6 7 8 9 10 100 20 3000 400 20 0 1 0 99999 1000 50";

        assertThat(ProcStat.ofProcess(stat)).isEqualTo(3_520 * 10_000_000L);
    }

    @Test
    void theMachineCountsWhatIsNotIdleAndNotWaiting() {
        String stat = "cpu  100 20 3 70000 8000 5 6 900 50 60\ncpu0 1 1 1 1 1 1 1 1 1 1\n";

        assertThat(ProcStat.ofMachine(stat)).isEqualTo(134 * 10_000_000L);
    }

    @Test
    void aMachineWithoutTheFileCountsNothing() {
        assertThat(ProcStat.ofMachine("")).isZero();
    }

    @Test
    void theMeterCountsThisProcessAsAServerIfItIsNamed() {
        Reading as = Meter.of(List.of(ProcessHandle.current().pid())).read();

        assertThat(as.client()).isPositive();
        assertThat(as.servers()).isPositive();
        assertThat(as.machine()).isGreaterThanOrEqualTo(as.servers());
    }

    @Test
    void whatNeitherClientNorServersUsedIsOthers() {
        assertThat(new Reading(30, 20, 80).minus(new Reading(10, 10, 10)).others())
                .isEqualTo(40);
        assertThat(new Reading(30, 20, 45).others()).isZero();
    }
}
