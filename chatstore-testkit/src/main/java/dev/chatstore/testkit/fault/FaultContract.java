package dev.chatstore.testkit.fault;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * The common part of the fault contracts: a server of their own, which is started before the first test, and on which
 * each test has its own database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FaultContract {
    /** Logs to the console unless logging is configured otherwise, so that a build shows the figures. */
    private static final System.Logger LOG = System.getLogger(FaultContract.class.getName());

    private @Nullable TestServer server;

    FaultContract() {}

    /** Starts a server, which is closed after the last test. */
    protected abstract TestServer startServer();

    /**
     * Opens the store under test. The contract closes it.
     *
     * @param url the URL of the store
     * @param settings additional settings
     */
    protected abstract Storage open(String url, Map<String, String> settings);

    @BeforeAll
    final void startTheServer() {
        server = startServer();
    }

    @AfterAll
    final void closeTheServer() {
        server().close();
    }

    final TestServer server() {
        return Objects.requireNonNull(server);
    }

    final TestDatabase database() {
        return server().newDatabase();
    }

    final StoreUnderLoad start(String url, Timeouts timeouts) {
        return start(url, timeouts, Map.of(), StoreUnderLoad.WRITERS);
    }

    final StoreUnderLoad start(String url, Timeouts timeouts, Map<String, String> settings, int writers) {
        return StoreUnderLoad.start(open(url, timeouts.settings(settings)), timeouts, writers);
    }

    final void log(TestInfo test, String what, LoadReport report) {
        String name = test.getTestMethod().orElseThrow().getName();
        LOG.log(System.Logger.Level.INFO, "{0}: {1}, {2}: {3}", server().kind(), name, what, report);
    }
}
