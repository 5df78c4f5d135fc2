package dev.chatstore.mysql;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.Damage;
import dev.chatstore.testkit.fault.DamagedRowContract;
import dev.chatstore.testkit.jdbc.SqlDamage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;

/** The contract of damaged rows on one kind of server. */
abstract class ServerDamagedRowContract extends DamagedRowContract {
    private final MysqlStores stores;

    ServerDamagedRowContract(MysqlStores stores) {
        this.stores = stores;
    }

    @Override
    protected Storage open() {
        stores.database().clear();
        return openAnother();
    }

    @Override
    protected Storage openAnother() {
        return stores.open(InstantSource.system(), Map.of());
    }

    @Override
    protected void damage(ConversationId id, long sequence, Damage damage) {
        try (Connection connection = stores.database().connect()) {
            SqlDamage.damage(connection, id, sequence, damage);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void damage(SessionId id) {
        try (Connection connection = stores.database().connect()) {
            SqlDamage.damage(connection, id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
