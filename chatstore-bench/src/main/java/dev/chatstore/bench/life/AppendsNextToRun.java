package dev.chatstore.bench.life;

import dev.chatstore.ChatStorage;
import dev.chatstore.bench.store.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Compares the rate of writers alone with that next to a run, in slices that alternate (ABBA). Each slice with a run has a tenant of
 * its own, and ends with the run at the latest, so that the run is under way in the whole of it.
 */
final class AppendsNextToRun {
    /** What the rate next to a run should be of that without one. */
    static final double AIM = 0.9;

    private static final String WARM_UP = "warm-up";
    private static final int WARM_UP_MESSAGES = 20_000;

    private final LifeOptions options;
    private final TextSource texts;
    private final BackgroundRun run;

    AppendsNextToRun(LifeOptions options, TextSource texts, BackgroundRun run) {
        this.options = options;
        this.texts = texts;
        this.run = run;
    }

    private record Round(WriterSlice alone, WriterSlice both, double shortest) {
        double ratio() {
            return both.appendsPerSecond() / alone.appendsPerSecond();
        }
    }

    /** Measures it on a new store. */
    List<LifeRow> measure(Database server) throws SQLException, InterruptedException, ExecutionException {
        try (Database database = server.fresh();
                ChatStorage storage = ChatStorage.open(database.url());
                Writers writers = new Writers(options.writers())) {
            load(storage, WARM_UP, Math.min(WARM_UP_MESSAGES, options.background()));
            for (int round = 0; round < options.rounds(); round++) {
                load(storage, tenant(round, 0), options.background());
                load(storage, tenant(round, 1), options.background());
            }
            // The first run of an archive trains the dictionary.
            run.run(storage, WARM_UP, () -> false);
            writers.alone(storage.chats(), options.slice());
            List<Round> rounds = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                rounds.add(round(storage, writers, round));
            }
            return rows(rounds);
        }
    }

    private void load(ChatStorage storage, String tenant, int messages) {
        OldConversations.ofMessages(tenant, messages, run.length(), texts).load(storage);
    }

    private static String tenant(int round, int slice) {
        return "idle-" + round + "-" + slice;
    }

    private Round round(ChatStorage storage, Writers writers, int round)
            throws InterruptedException, ExecutionException {
        WriterSlice first = writers.alone(storage.chats(), options.slice());
        WriterSlice second = nextTo(storage, writers, tenant(round, 0));
        WriterSlice third = nextTo(storage, writers, tenant(round, 1));
        WriterSlice fourth = writers.alone(storage.chats(), options.slice());
        return new Round(first.plus(fourth), second.plus(third), Math.min(second.seconds(), third.seconds()));
    }

    private WriterSlice nextTo(ChatStorage storage, Writers writers, String tenant)
            throws InterruptedException, ExecutionException {
        return writers.nextTo(storage.chats(), options.slice(), stopped -> run.run(storage, tenant, stopped));
    }

    private List<LifeRow> rows(List<Round> rounds) {
        String name = "appends of " + options.writers() + " writers";
        String next = "next to " + run.label();
        return List.of(
                new LifeRow(
                        name + ", " + run.label() + " idle",
                        "messages/s",
                        rounds.stream()
                                .map(round -> round.alone().appendsPerSecond())
                                .toList()),
                new LifeRow(
                        name + ", " + next,
                        "messages/s",
                        rounds.stream()
                                .map(round -> round.both().appendsPerSecond())
                                .toList()),
                new LifeRow(
                        name + ", " + next + " / idle",
                        "",
                        rounds.stream().map(Round::ratio).toList(),
                        AIM),
                new LifeRow(
                        run.label() + " next to " + options.writers() + " writers",
                        "messages/s",
                        rounds.stream()
                                .map(round -> round.both().messagesPerSecond())
                                .toList()),
                new LifeRow(
                        run.label() + " next to " + options.writers() + " writers, shortest slice",
                        "s",
                        rounds.stream().map(Round::shortest).toList()));
    }
}
