package dev.chatstore.core.transfer;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row of a table.
 *
 * @param columns the columns by their names in the row
 * @param reading answers what the table leaves open
 */
record TableRow(TableColumns columns, SourceReading reading) {
    /** Up to here a number of today's time counts seconds; a thousand times more, milliseconds; and so on. */
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(100_000_000_000L);

    private static final int MAX_DIGITS = 25;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    @Nullable String read(Map<String, @Nullable Object> row, MessageDraft draft) throws Refused {
        if (!row.containsKey(columns.text())) {
            throw new Refused("has no column of the text's name");
        }
        Object text = row.get(columns.text());
        String author = columns.author() == null ? null : Fields.id(row, columns.author());
        if (columns.role() == null) {
            draft.person(author, reading);
        } else {
            String role = String.valueOf(Fields.id(row, columns.role()));
            draft.role(role, Roles.of(role), reading);
        }
        draft.id(columns.id() == null ? null : row.get(columns.id()))
                .author(author)
                .text(text == null ? "" : String.valueOf(text))
                .keepAllBut(row, used());
        if (text == null) {
            draft.changed("it has no text, and is empty");
        }
        if (columns.time() != null) {
            time(row, columns.time(), draft);
        }
        return null;
    }

    private List<String> used() {
        List<String> used = new ArrayList<>(columns.names());
        used.add("conversation");
        return used;
    }

    private void time(Map<String, @Nullable Object> row, String column, MessageDraft draft) {
        Object value = row.get(column);
        Instant said = time(value);
        draft.said(said);
        if (said == null && value != null) {
            draft.keep(column, value).changed("its time has no zone or cannot be read, and stays in the metadata");
        }
    }

    private @Nullable Instant time(@Nullable Object value) {
        BigDecimal number = Fields.number(value);
        if (number != null && number.precision() - number.scale() <= MAX_DIGITS) {
            BigDecimal seconds = number;
            while (seconds.abs().compareTo(MAX_SECONDS) >= 0) {
                seconds = seconds.divide(THOUSAND);
            }
            return Instants.ofSeconds(seconds);
        }
        Instant instant = Instants.ofIso(value);
        LocalDateTime local = instant == null ? Instants.localOfIso(value) : null;
        return local == null ? instant : reading.instantOf(local);
    }
}
