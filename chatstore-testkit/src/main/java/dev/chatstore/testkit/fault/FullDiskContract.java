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
 * What a store on a server promises when the server's disk is full, in the words of {@link ServerFaultContract}. Stands
 * by itself since it mounts a small file system, which takes an administrator of the machine; it fails where that is
 * not possible.
 */
public abstract class FullDiskContract extends FaultContract {
    private static final Duration RESTART = Duration.ofSeconds(15);
    private static final ConversationId FILLING = ConversationId.of("filling");
    private static final int LARGE = 50_000;

    private final int megabytes;
    private @Nullable SmallDisk disk;

    /** Makes the contract for a server whose new data take less than that many megabytes. */
    protected FullDiskContract(int megabytes) {
        this.megabytes = megabytes;
    }

    /** Starts a server whose data are below that folder; it is closed after the test. */
    protected abstract TestServer startServer(Path place);

    @Override
    protected final TestServer startServer() {
        disk = SmallDisk.mount(megabytes);
        return startServer(disk.place());
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
            BooleanSupplier refusals = run.load().refusalsToWriters();
            run.load().await("every writer is refused", Timeouts.SHORT.bound().multipliedBy(3), () -> {
                appendMuch(run.chats());
                return refusals.getAsBoolean();
            });
            disk.free();
            // Some servers end themselves rather than go on without room for their log; then it is the operator's turn.
            boolean ended = !run.load().comesTrue(RESTART, this::isUp);
            if (ended) {
                server().kill();
                server().start();
            }
            run.awaitRecovery();
            log(test, ended ? "with a new start of the server" : "the server went on", run.judge());
        }
    }

    private static void appendMuch(ChatStore chats) {
        try {
            chats.append(FILLING, NewMessage.user("x".repeat(LARGE)));
        } catch (UnavailableException e) {
            // Full, which is what is wanted; the load holds how that is told.
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
