package dev.chatstore.postgres;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.Damage;
import dev.chatstore.testkit.fault.DamagedRowContract;
import dev.chatstore.testkit.jdbc.SqlDamage;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;

final class PostgresDamagedRowIT extends DamagedRowContract {
    private static final PostgresStores STORES = PostgresStores.onKeptConnections(ServerKind.POSTGRES_18, Map.of());

    @Override
    protected Storage open() {
        STORES.database().clear();
        return openAnother();
    }

    @Override
    protected Storage openAnother() {
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected void damage(ConversationId id, long sequence, Damage damage) {
        try (Connection connection = STORES.database().connect()) {
            SqlDamage.damage(connection, id, sequence, damage);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void damage(SessionId id) {
        try (Connection connection = STORES.database().connect()) {
            SqlDamage.damage(connection, id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
