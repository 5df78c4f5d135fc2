package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands record, and the commands that read it. */
class AuditCommandsTest {
    @TempDir
    Path folder;

    private Path config;
    private String url;

    @BeforeEach
    void fill() throws IOException {
        url = Store.in(folder);
        config = Files.writeString(
                folder.resolve("bot.properties"),
                "chatstore.url=" + url + "\nchatstore.audit=changes\nchatstore.audit.actor=service:bot\n"
                        + "chatstore.audit.keep=1h\nchatstore.backup.every=1d\nchatstore.backup.to=" + folder + "\n");
        run("delete", "bob", "--yes", "--as", "operator:kari");
    }

    private Invocation.Result run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = config.toString();
        return new Invocation().run(all);
    }

    @Test
    void aChangeIsRecordedWithItsActor() {
        Invocation.Result list = run("audit", "list");

        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out().lines()).hasSize(2);
        assertThat(list.out()).contains("operator:kari", "delete", "recorded", "conversation bob", "1 messages");
        assertThat(run("audit", "list", "--json").out()).contains("\"actor\":\"operator:kari\"", "\"id\":\"bob\"");
    }

    @Test
    void withoutANameTheUserOfTheProcessActs() {
        run("delete", "anna", "--yes");

        assertThat(run("audit", "list", "--limit", "1").out()).contains("cli:" + System.getProperty("user.name"));
    }

    @Test
    void aDumpIsInTheTrailOfTheWholeStore() {
        run("dump", folder.resolve("bot.dump.zst").toString());

        assertThat(run("audit", "list", "--whole-store", "--oldest-first").out())
                .contains("export", "begun", "ended 1");
    }

    @Test
    void aVerificationEndsWithADifferenceIfAnEntryWasChanged() throws SQLException {
        Invocation.Result before = run("audit", "verify", "--json");
        assertThat(before.code()).as(before.err()).isZero();
        assertThat(before.out()).contains("\"intact\":true");
        assertThat(run("audit", "verify", "--contains", "00").code()).isEqualTo(11);

        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement()) {
            statement.execute("update chat_message set text = replace(text, 'kari', 'lars')"
                    + " where tenant = 'chatstore.audit'");
        }
        Invocation.Result after = run("audit", "verify");
        assertThat(after.code()).isEqualTo(11);
        assertThat(after.err()).contains("entry 1 was changed");
    }

    @Test
    void anExportIsLinesOfJson() {
        Invocation.Result export = run("audit", "export");

        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"trail\":")
                .endsWith("\"}");
    }

    @Test
    void aDryRunOfAPruningCountsAndRemovesNothing() {
        assertThat(run("audit", "prune", "--keep", "1h", "--dry-run").out()).contains("would remove 0 entries");
        assertThat(run("audit", "prune", "--keep", "soon", "--dry-run").code()).isEqualTo(3);
        assertThat(run("audit", "prune", "--keep", "1h").code()).isEqualTo(9);
    }
}
