package dev.chatstore.testkit.jdbc;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Puts a probe before each data source of a store, and adds up what they count. Safe for use by many threads. */
public final class DataSourceProbes implements UnaryOperator<DataSource> {
    private final Queue<DataSourceProbe> probes = new ConcurrentLinkedQueue<>();

    /** Makes an operator that has seen no data source yet. */
    public DataSourceProbes() {
        // Nothing to count.
    }

    /** Returns the data source with a probe before it. */
    @Override
    public DataSource apply(DataSource source) {
        DataSourceProbe probe = new DataSourceProbe(source);
        probes.add(probe);
        return probe;
    }

    /** Makes each probe {@linkplain DataSourceProbe#loseNextReply lose the next reply to a commit}. */
    public void loseNextReply() {
        probes.forEach(DataSourceProbe::loseNextReply);
    }

    /** Forgets what was counted. */
    public void reset() {
        probes.forEach(DataSourceProbe::reset);
    }

    /** Returns how many statements were executed since the last reset. */
    public long statements() {
        return probes.stream().mapToLong(DataSourceProbe::statements).sum();
    }

    /** Returns how many transactions were committed since the last reset. */
    public long commits() {
        return probes.stream().mapToLong(DataSourceProbe::commits).sum();
    }

    /** Returns the texts of the statements executed since the last reset, those of each data source in their order. */
    public List<String> texts() {
        return probes.stream().flatMap(probe -> probe.texts().stream()).toList();
    }
}
