package dev.chatstore.testkit.fault;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The contract of a store on a server whose disk is full, with the promises of {@link ServerFaultContract}. It is
 * separate because it mounts a small file system, which needs administrator rights on the machine. It fails without
 * them.
 */
public abstract class FullDiskContract extends FaultContract {
    private static final Duration RESTART = Duration.ofSeconds(15);
    private static final ConversationId FILLING = ConversationId.of("filling");
    private static final int LARGE = 50_000;

    private final int megabytes;
    private @Nullable SmallDisk disk;

    /** Creates the contract for a server whose initial data takes less than that many megabytes. */
    protected FullDiskContract(int megabytes) {
        this.megabytes = megabytes;
    }

    /** Starts a server with its data in the folder. It is closed after the test. */
    protected abstract TestServer startServer(Path folder);

    @Override
    protected final TestServer startServer() {
        disk = SmallDisk.mount(megabytes);
        return startServer(disk.folder());
    }

    @AfterAll
    final void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    final void aFullDiskIsReportedAndNothingAcknowledgedIsLost(TestInfo test) {
        SmallDisk disk = Objects.requireNonNull(this.disk);
        try (StoreUnderLoad run = start(database().url(), Timeouts.SHORT)) {
            disk.fill();
            BooleanSupplier failedCalls = run.load().failureOfWriters();
            run.load().await("every writer fails", Timeouts.SHORT.bound().multipliedBy(3), () -> {
                appendMuch(run.chats());
                return failedCalls.getAsBoolean();
            });
            disk.free();
            // Some servers exit when no space is left for their log. Then the operator has to restart them.
            boolean ended = !run.load().becomesTrue(RESTART, this::isUp);
            if (ended) {
                server().kill();
                server().start();
            }
            run.awaitRecovery();
            log(test, ended ? "after a restart of the server" : "without a restart of the server", run.endAndCheck());
        }
    }

    private static void appendMuch(ChatStore chats) {
        try {
            chats.append(FILLING, NewMessage.user("x".repeat(LARGE)));
        } catch (UnavailableException e) {
            // The disk is full, as intended. The load checks the errors.
            return;
        }
    }

    private boolean isUp() {
        try {
            server().connectAsAdministrator().close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
