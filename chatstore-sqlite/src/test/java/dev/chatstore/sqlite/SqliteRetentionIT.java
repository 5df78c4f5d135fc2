package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import dev.chatstore.core.retention.Retention;
import dev.chatstore.core.retention.RetentionPolicies;
import dev.chatstore.core.retention.RetentionPolicy;
import dev.chatstore.core.retention.RetentionReport;
import dev.chatstore.testkit.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention on a file, with other storages of the same file next to it. */
class SqliteRetentionIT {
    private static final int WRITERS = 4;
    private static final RetentionPolicy POLICY = new RetentionPolicy(20, 50, Duration.ofDays(30), null, null);

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void fill() {
        url = "sqlite:" + folder.resolve("bot.db");
        try (ChatStorage storage = open()) {
            for (int i = 0; i < 40; i++) {
                append(storage, id(i), 30);
            }
        }
        clock.advance(Duration.ofDays(31));
    }

    private ChatStorage open() {
        return ChatStorage.builder().url(url).clock(clock).expiryClock(clock).open();
    }

    private static ConversationId id(int number) {
        return ConversationId.of("acme", "c" + number);
    }

    private static AppendReceipt append(ChatStorage storage, ConversationId id, int messages) {
        return storage.chats()
                .append(Append.of(
                                id,
                                IntStream.range(0, messages)
                                        .mapToObj(i -> NewMessage.user("message " + i))
                                        .toList())
                        .withProfile(Profile.EMPTY.withOwner("owner-" + id.value())));
    }

    @Test
    void whatWritersAppendDuringARunStays() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS + 1);
        AtomicBoolean done = new AtomicBoolean();
        try (ChatStorage bot = open();
                ChatStorage cleaner = open()) {
            List<Future<List<AppendReceipt>>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                writers.add(executor.submit(() -> write(bot, first, done)));
            }
            Callable<RetentionReport> run = () -> Retention.of(cleaner)
                    .withPolicies(RetentionPolicies.of(POLICY))
                    .inBatchesOf(7)
                    .run()
                    .orElseThrow();
            RetentionReport report = executor.submit(run).get();
            done.set(true);

            assertThat(report.complete()).isTrue();
            assertThat(report.total().conversations()).isBetween(40L, 40L + WRITERS);
            for (Future<List<AppendReceipt>> writer : writers) {
                assertNewestIsKept(bot, writer.get());
            }
        } finally {
            done.set(true);
            executor.shutdownNow();
        }
    }

    /** Appends to conversations that are about to be removed, until the run has ended. */
    private static List<AppendReceipt> write(ChatStorage storage, int first, AtomicBoolean done) {
        List<AppendReceipt> receipts = new ArrayList<>();
        for (int i = first; i < 40 && (!done.get() || receipts.isEmpty()); i += WRITERS) {
            receipts.add(append(storage, id(i), 1));
        }
        return receipts;
    }

    private static void assertNewestIsKept(ChatStorage storage, List<AppendReceipt> receipts) {
        assertThat(receipts).isNotEmpty().allSatisfy(receipt -> {
            Conversation head = storage.chats().find(receipt.conversation()).orElseThrow();
            List<Message> messages = storage.chats().recent(receipt.conversation(), 100);
            assertThat(messages).hasSize((int) head.messageCount());
            assertThat(messages.get(messages.size() - 1).sequence()).isEqualTo(receipt.lastSequence());
        });
    }

    @Test
    void aDryRunHasTheNumbersOfTheRunAndHoldsAreSeenByOtherProcesses() {
        try (ChatStorage operator = open();
                ChatStorage cleaner = open()) {
            Holds.of(operator).place(Held.conversation(id(3)), "case 1", "ola");
            Holds.of(operator).place(Held.owner("acme", "owner-c4"), "case 2", "ola");
            append(operator, id(5), 5);
            Retention retention = Retention.of(cleaner).withPolicies(RetentionPolicies.of(POLICY));

            RetentionReport dry = retention.dryRun();
            RetentionReport run = retention.run().orElseThrow();

            assertThat(run.total()).isEqualTo(dry.total());
            assertThat(run.total().held()).isEqualTo(2);
            assertThat(run.total().conversationsRemoved()).isEqualTo(37);
            assertThat(operator.chats().recent(id(3), 100)).hasSize(30);
            assertThat(operator.chats().recent(id(5), 100))
                    .hasSize(20)
                    .last()
                    .extracting(Message::sequence)
                    .isEqualTo(35L);
        }
    }
}
