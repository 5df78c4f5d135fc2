package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers that are supported, by their version and settings. */
class ServerTest {
    private static final Settings SETTINGS = new Settings(Map.of());
    private static final String UTF8 = "utf8mb4,utf8mb4";
    private static final long LARGE = 64 << 20;

    @ParameterizedTest
    @CsvSource({
        "MYSQL, 8.0.17",
        "MYSQL, 8.0.31-0ubuntu0.22.04.1",
        "MYSQL, 9.4.0",
        "MARIADB, 10.6.0-MariaDB",
        "MARIADB, 11.4.5-MariaDB-log",
        "MARIADB, 12.0.2-mariadb-enterprise"
    })
    void aServerThatIsNewEnoughIsAccepted(Product product, String version) {
        assertThatCode(() -> new Server(version, LARGE, UTF8).check(product, SETTINGS))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, 8.0.16", "MYSQL, 5.7.44-log", "MARIADB, 10.5.29-MariaDB", "MYSQL, unheard of"})
    void aServerThatIsTooOldIsNamed(Product product, String version) {
        assertThatThrownBy(() -> new Server(version, LARGE, UTF8).check(product, SETTINGS))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining(version)
                .hasMessageContaining(product + " " + product.oldest() + " or newer");
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, 11.4.5-MariaDB, mariadb:", "MARIADB, 8.0.31, mysql:"})
    void theOtherProductIsNamedWithItsScheme(Product product, String version, String scheme) {
        assertThatThrownBy(() -> new Server(version, LARGE, UTF8).check(product, SETTINGS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(version)
                .hasMessageContaining("use " + scheme);
    }

    @Test
    void aServerThatAcceptsSmallerStatementsThanTheLimitsAllowIsRefused() {
        Server small = new Server("8.0.31", 4 << 20, UTF8);
        assertThatCode(() -> small.check(Product.MYSQL, SETTINGS)).doesNotThrowAnyException();
        Settings large = new Settings(Map.of("limits.message-bytes", "2MiB"));
        assertThatThrownBy(() -> small.check(Product.MYSQL, large))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("max_allowed_packet")
                .hasMessageContaining("limits.message-bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latin1,utf8mb4,utf8mb4", "utf8mb4,utf8mb3", "utf8mb4,utf8mb4,latin1", "utf8"})
    void aConnectionThatLosesCharactersIsRefused(String characterSets) {
        assertThatThrownBy(() -> new Server("8.0.31", LARGE, characterSets).check(Product.MYSQL, SETTINGS))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("let it be utf8mb4");
    }
}
