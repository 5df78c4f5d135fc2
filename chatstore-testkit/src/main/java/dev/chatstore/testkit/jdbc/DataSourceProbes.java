package dev.chatstore.testkit.jdbc;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Wraps each data source of a store in a probe, and adds up the counts. Safe for use by multiple threads. */
public final class DataSourceProbes implements UnaryOperator<DataSource> {
    private final Queue<DataSourceProbe> probes = new ConcurrentLinkedQueue<>();

    /** Creates an operator without data sources. */
    public DataSourceProbes() {
        // Nothing to count.
    }

    /** Returns a probe of the data source. */
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

    /** Makes each probe {@linkplain DataSourceProbe#loseNextReply(Runnable) lose the next reply to a commit}. */
    public void loseNextReply(Runnable meanwhile) {
        probes.forEach(probe -> probe.loseNextReply(meanwhile));
    }

    /** Resets the counts. */
    public void reset() {
        probes.forEach(DataSourceProbe::reset);
    }

    /** Returns the number of statements executed since the last reset. */
    public long statements() {
        return probes.stream().mapToLong(DataSourceProbe::statements).sum();
    }

    /** Returns the number of transactions committed since the last reset. */
    public long commits() {
        return probes.stream().mapToLong(DataSourceProbe::commits).sum();
    }

    /** Returns the texts of the statements executed since the last reset, in order for each data source. */
    public List<String> texts() {
        return probes.stream().flatMap(probe -> probe.texts().stream()).toList();
    }
}
