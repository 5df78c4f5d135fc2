package dev.chatstore.bench.life;

import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.load.Report;
import dev.chatstore.bench.store.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Measures what the archive, retention and the audit trail cost, and what they cost writers. The arguments are options such as
 * {@code messages=1000000}; see {@link LifeOptions}.
 */
public final class DataLife {
    /** Lengths of conversations: of a long talk, and of a short one. */
    private static final List<Integer> LENGTHS = List.of(60, 10);

    private static final int WARM_UP = 20_000;

    private final LifeOptions options;
    private final TextSource texts;
    private final Database server;

    private DataLife(LifeOptions options, Database server) {
        this.options = options;
        this.texts = options.texts();
        this.server = server;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws SQLException, InterruptedException, ExecutionException {
        BenchmarkDirectory.checkOnDisk();
        LifeOptions options = LifeOptions.parse(List.of(arguments));
        LifeReport report = run(options);
        Report.write(options.folder(), "life", report.page(), report);
    }

    /** Runs it and returns the report. */
    static LifeReport run(LifeOptions options) throws SQLException, InterruptedException, ExecutionException {
        String machine = Report.machine();
        System.out.println(options.describe());
        try (Database server = options.backend().open()) {
            List<LifeRow> rows = new DataLife(options, server).rows();
            return new LifeReport(machine, options.backend().describe(), options.describe(), rows);
        }
    }

    private List<LifeRow> rows() throws SQLException, InterruptedException, ExecutionException {
        ArchiveCost cost = new ArchiveCost(server, options.reads());
        List<LifeRow> rows = new ArrayList<>();
        System.out.println("warm-up");
        measure(cost, LENGTHS.get(0), Math.min(WARM_UP, options.messages()), ArchivePlace::folder);
        for (int length : LENGTHS) {
            rows.addAll(archive(cost, length, "database", ArchivePlace::database));
            rows.addAll(archive(cost, length, "folder", ArchivePlace::folder));
        }
        for (BackgroundRun run : BackgroundRun.values()) {
            System.out.println("appends next to " + run.label());
            rows.addAll(new AppendsNextToRun(options, texts, run).measure(server));
        }
        System.out.println("audit");
        rows.addAll(new AuditCost(options, texts).measure(server));
        return rows;
    }

    private List<LifeRow> archive(ArchiveCost cost, int length, String placeName, Supplier<ArchivePlace> places)
            throws SQLException {
        String name = "conversations of " + length + ", " + placeName;
        System.out.println(name);
        List<ArchiveFigures> stores = new ArrayList<>();
        for (int i = 0; i < options.repeats(); i++) {
            stores.add(measure(cost, length, options.messages(), places));
        }
        return ArchiveFigures.rows(name, stores);
    }

    private ArchiveFigures measure(ArchiveCost cost, int length, int messages, Supplier<ArchivePlace> places)
            throws SQLException {
        try (ArchivePlace place = places.get()) {
            return cost.measure(OldConversations.ofMessages("idle", messages, length, texts), place);
        }
    }
}
