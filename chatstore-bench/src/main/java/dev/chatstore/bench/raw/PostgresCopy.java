package dev.chatstore.bench.raw;

import dev.chatstore.bench.data.RawRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One {@code COPY} of all rows. Their values need no escaping. */
public final class PostgresCopy implements BulkLoad {
    private static final int CHUNK = 1 << 16;

    @Override
    public String label() {
        return "COPY";
    }

    @Override
    public String folder() {
        return "postgres/";
    }

    @Override
    public String parameters() {
        return "";
    }

    @Override
    public void load(Connection connection, String table, Iterator<RawRow> rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(SqlFiles.text(folder() + "load.sql").formatted(table));
        StringBuilder text = new StringBuilder();
        while (rows.hasNext()) {
            add(text, rows.next());
            if (text.length() >= CHUNK) {
                send(copy, text);
            }
        }
        send(copy, text);
        copy.endCopy();
    }

    private static void add(StringBuilder text, RawRow row) {
        long random = ThreadLocalRandom.current().nextLong();
        String id = row.id();
        text.append(row.conversation().tenant())
                .append('\t')
                .append(row.conversation().value())
                .append('\t')
                .append(row.sequence())
                .append('\t')
                .append(row.sequence())
                .append('\t')
                .append(id == null ? "\\N" : id)
                .append("\tuser\t")
                .append(row.text())
                .append("\t0\t1\t")
                .append(RawTable.micros())
                .append("\t0\t");
        if (id == null) {
            text.append("\\N\t").append(random);
        } else {
            text.append(random).append("\t\\N");
        }
        text.append('\n');
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
