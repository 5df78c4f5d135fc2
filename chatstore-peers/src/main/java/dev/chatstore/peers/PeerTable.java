package dev.chatstore.peers;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Measures all peers and writes {@code peers.md} and {@code peers.json}. */
public final class PeerTable {
    private PeerTable() {}

    /** Reads the options from the system properties that begin with {@code peers.}, and prints the table. */
    public static void main(String[] arguments) throws SQLException, IOException {
        Options options = Options.of(System::getProperty);
        Results results = run(options);
        String table = MarkdownReport.of(results);
        Files.createDirectories(options.directory());
        Files.writeString(options.directory().resolve("peers.md"), table);
        new JsonMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(options.directory().resolve("peers.json").toFile(), results);
        System.out.println(table);
    }

    static Results run(Options options) throws SQLException {
        try (Lineup lineup = Lineup.open(options.only())) {
            List<Peer> peers = lineup.peers();
            Progress progress = new Progress(System.err, System::nanoTime, steps(options, peers.size()));
            String before = Machine.load();
            Map<Stage, Map<String, List<Measured>>> slices = new Comparison(lineup, options, progress).run();
            Map<String, List<Loss>> losses = Contention.run(peers, options.rounds(), progress);
            List<String> head = List.of(
                    Machine.describe(Path.of(System.getProperty("java.io.tmpdir"))),
                    lineup.servers() + "; a pool of " + PostgresPool.SIZE + " connections for each peer that uses JDBC",
                    InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES) + "; " + options.describe()
                            + "; load average of the machine at the start " + before + ", at the end "
                            + Machine.load());
            return new Results(head, peers.stream().map(Peer::description).toList(), slices, losses);
        }
    }

    private static int steps(Options options, int peers) {
        int rounds = options.histories().stream()
                .mapToInt(history -> Stage.of(Conversations.of(history)).size() * options.rounds())
                .sum();
        return peers * (2 + options.histories().size()) + rounds;
    }
}
