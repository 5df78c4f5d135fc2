package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class MysqlConnectionIT extends ConnectionContract {
    MysqlConnectionIT() {
        super(ServerKind.MYSQL_8, "mysql");
    }

    @Override
    String wrongUrl() {
        return url().replaceFirst("mysql:", "mariadb:").replace("DISABLED", "disable");
    }

    @Override
    String verifiedUrl() {
        return url().replace("DISABLED", "VERIFY_CA");
    }

    /** The server sends its key before the password, which the driver trusts only over TLS. */
    @Test
    void aLoginThatNeedsTlsIsReportedAndNotRetried() throws Exception {
        try (Connection connection = TestServers.shared(ServerKind.MYSQL_8).connectAsAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("create user if not exists keyless identified with caching_sha2_password by 'secret'");
        }
        String url = url().replaceFirst("//.*@", "//keyless:secret@").replace("&allowPublicKeyRetrieval=true", "");
        assertRefused(url).hasMessageContaining("no TLS connection").hasMessageContaining("allowPublicKeyRetrieval");
    }

    @Test
    void aDataSourceThatLosesCharactersIsRefused() {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl("jdbc:" + url() + "&characterEncoding=latin1");
        try (HikariDataSource own = new HikariDataSource(pool)) {
            ChatStorageBuilder builder = ChatStorage.builder().url("mysql:").backend(new MysqlBackendProvider(own));
            assertThatThrownBy(builder::open)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("latin1")
                    .hasMessageContaining("let it be utf8mb4");
        }
    }
}
