package dev.chatstore.mysql;

import dev.chatstore.testkit.Proxies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections on which one packet is given up before it reaches the server, and reaches it when the test says so. */
final class HeldPackets implements UnaryOperator<DataSource> {
    private final AtomicBoolean holding = new AtomicBoolean();
    private final AtomicReference<@Nullable PreparedStatement> held = new AtomicReference<>();

    /** Holds the next packet. */
    void holdNext() {
        holding.set(true);
    }

    /** Lets the packet reach the server. */
    void arrive() throws SQLException {
        PreparedStatement packet = held.getAndSet(null);
        if (packet == null) {
            throw new IllegalStateException("no packet was held");
        }
        Connection connection = packet.getConnection();
        try {
            packet.execute();
        } finally {
            connection.close();
        }
    }

    @Override
    public DataSource apply(DataSource source) {
        return Proxies.create(DataSource.class, (self, method, arguments) -> {
            Object result = Proxies.call(source, method, arguments);
            return result instanceof Connection connection ? holding(connection) : result;
        });
    }

    private Connection holding(Connection connection) {
        AtomicBoolean broken = new AtomicBoolean();
        return Proxies.create(Connection.class, (self, method, arguments) -> {
            if (broken.get()) {
                return switch (method.getName()) {
                    case "close", "abort" -> null;
                    case "isClosed" -> true;
                    case "isValid" -> false;
                    default -> throw new SQLException("the connection is broken", "08003");
                };
            }
            Object result = Proxies.call(connection, method, arguments);
            boolean isPacket = arguments != null && String.valueOf(arguments[0]).contains("start transaction");
            return isPacket && result instanceof PreparedStatement packet ? holding(packet, broken) : result;
        });
    }

    private PreparedStatement holding(PreparedStatement packet, AtomicBoolean broken) {
        return Proxies.create(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().equals("execute") && holding.getAndSet(false)) {
                held.set(packet);
                broken.set(true);
                throw new SQLException("given up by the test", "08006");
            }
            return broken.get() ? null : Proxies.call(packet, method, arguments);
        });
    }
}
