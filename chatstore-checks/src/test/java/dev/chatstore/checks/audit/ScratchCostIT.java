package dev.chatstore.checks.audit;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchCostIT {
    @TempDir
    Path folder;

    @Test
    void measure() {
        for (int round = 0; round < 2; round++) {
            for (String kind : new String[] {"sqlite", "postgres", "mysql"}) {
                for (String audit : new String[] {"off", "changes"}) {
                    String url = switch (kind) {
                        case "sqlite" -> "sqlite:" + folder.resolve(audit + round + ".db");
                        case "postgres" -> TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url();
                        default -> TestServers.shared(ServerKind.MYSQL_8).newDatabase().url();
                    };
                    try (ChatStorage storage =
                            ChatStorage.builder().url(url).set("audit", audit).open()) {
                        for (int threads : new int[] {1, 8}) {
                            run(storage, kind, audit, threads, round);
                        }
                    }
                }
            }
        }
    }

    private static void run(ChatStorage storage, String kind, String audit, int threads, int round) {
        int each = 400;
        for (String what : new String[] {"append", "edit"}) {
            long[][] times = new long[threads][each];
            long start = System.nanoTime();
            Racers.all(threads, racer -> {
                ConversationId id = ConversationId.of(threads + "-" + racer);
                for (int i = 0; i < each; i++) {
                    long begun = System.nanoTime();
                    if (what.equals("append")) {
                        storage.chats().append(id, NewMessage.user("a message of some length " + i));
                    } else {
                        storage.chats().edit(id, i + 1, MessageEdit.of("changed " + i));
                    }
                    times[racer][i] = System.nanoTime() - begun;
                }
                return racer;
            });
            long total = System.nanoTime() - start;
            long[] all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.printf(
                    "COST %d %s %s %s threads=%d p50=%.3f ms p99=%.3f ms rate=%.0f/s %s%n",
                    round,
                    kind,
                    audit,
                    what,
                    threads,
                    all[all.length / 2] / 1e6,
                    all[(int) (all.length * 0.99)] / 1e6,
                    (double) threads * each * 1e9 / total,
                    storage.statistics().audit());
        }
    }
}
