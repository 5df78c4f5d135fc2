package dev.chatstore.jdbi.append;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import java.time.Instant;
import java.util.Optional;

/** An append of one message, which is a group by itself: the plain parameters of the statement {@code append_one.sql}. */
record OneMessage(AppendWithToken member) {
    static boolean fits(AppendWithToken member) {
        return member.append().messages().size() == 1;
    }

    /** Writes the message, and returns nothing if the statement skips its conversation. */
    Optional<AppendResult> write(SqlHandle sql, Instant now) {
        Append append = member.append();
        NewMessage message = append.messages().get(0);
        NewMessageColumns columns = NewMessageColumns.of(message, message.parent(), member.writeToken());
        return sql.query(Sql.APPEND_ONE, columns::writeTo)
                .bind("tenant", append.conversation().tenant())
                .bind("conversation", append.conversation().value())
                .bind("expected", append.expectedVersion())
                .bind("must_exist", member.mustExist() ? 1L : 0L)
                .bind("now", Micros.of(now))
                .map((row, context) -> result(append, row.getLong("sequence"), row.getLong("version")))
                .findOne();
    }

    private static AppendResult result(Append append, long sequence, long version) {
        return new AppendResult(AppendReceipt.appended(append.conversation(), sequence, 1, version), version == 1);
    }
}
