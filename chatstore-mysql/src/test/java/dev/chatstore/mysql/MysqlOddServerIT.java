package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import org.junit.jupiter.api.Test;

final class MysqlOddServerIT extends OddServerContract {
    MysqlOddServerIT() {
        super(ServerKind.MYSQL_8, "mysql");
    }

    /** A driver that trusts its own knowledge takes a connection to be in autocommit mode that is not. */
    @Test
    void aDriverThatIsWrongAboutAutoCommitIsRefused() {
        TestDatabase database = newDatabase();
        try (HikariDataSource own = pool(database, "&sessionVariables=autocommit=0&useLocalSessionState=true")) {
            assertThatThrownBy(() -> open(own).close())
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("sessionVariables=autocommit=1");
        }
    }
}
