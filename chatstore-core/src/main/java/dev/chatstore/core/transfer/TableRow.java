package dev.chatstore.core.transfer;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Roles;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row of a table.
 *
 * @param columns the columns by their names in the row
 * @param reading answers what the table leaves open
 */
record TableRow(TableColumns columns, SourceReading reading) {
    /** Seconds of 2001-09-09 to 2100: a number of another unit is out of this range, but for Apple's from 2032 on. */
    private static final BigDecimal MIN_SECONDS = BigDecimal.valueOf(1_000_000_000L);

    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(4_102_444_800L);
    private static final int MAX_DIGITS = 25;
    private static final int MAX_SCALE = 100;

    /** Gives the message of a row, or its prompt and its answer. */
    void read(Map<String, @Nullable Object> row, Place place, MessageSink sink) throws IOException {
        Object answer = columns.answer() == null ? null : row.get(columns.answer());
        boolean answered = isGiven(answer);
        boolean asked = !answered || isGiven(row.get(columns.text()));
        if (asked) {
            add(place, sink, draft -> first(row, draft));
        }
        if (answered) {
            add(place, sink, draft -> answer(row, answer, asked, draft));
        }
    }

    private static boolean isGiven(@Nullable Object text) {
        return text != null && !text.equals("");
    }

    /** Reads one message. */
    private interface Part {
        void read(MessageDraft draft) throws Refused;
    }

    private static void add(Place place, MessageSink sink, Part part) throws IOException {
        try {
            MessageDraft draft = new MessageDraft(place);
            part.read(draft);
            sink.add(draft.build());
        } catch (Refused e) {
            sink.skip(place, e);
        }
    }

    private void first(Map<String, @Nullable Object> row, MessageDraft draft) throws Refused {
        Object text = row.get(columns.text());
        String author = columns.author() == null ? null : Fields.id(row, columns.author());
        if (columns.role() == null) {
            draft.person(author, reading);
        } else {
            role(row.get(columns.role()), draft);
        }
        draft.id(columns.id() == null ? null : row.get(columns.id()))
                .author(author)
                .text(text(text));
        if (text == null) {
            draft.changed("it has no text, and is empty");
        }
        rest(row, draft);
    }

    private void answer(Map<String, @Nullable Object> row, @Nullable Object answer, boolean asked, MessageDraft draft)
            throws Refused {
        String id = columns.id() == null ? null : Fields.id(row, columns.id());
        draft.id(id == null ? null : id + ":answer").role(Role.ASSISTANT).text(text(answer));
        if (asked) {
            // What else the row says is with the prompt.
            if (columns.time() != null) {
                Object value = row.get(columns.time());
                draft.said(time(value)).written(written(value));
            }
        } else {
            rest(row, draft);
        }
    }

    private static String text(@Nullable Object value) throws Refused {
        if (value instanceof byte[]) {
            throw new Refused("has a text that is not UTF-8");
        }
        return value == null ? "" : String.valueOf(value);
    }

    private void role(@Nullable Object value, MessageDraft draft) {
        String name = String.valueOf(value);
        draft.role(name, columns.flagged() ? ofFlag(name) : Roles.of(name), reading);
    }

    private static @Nullable Role ofFlag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1", "1.0" -> Role.ASSISTANT;
            case "false", "f", "no", "n", "0", "0.0" -> Role.USER;
            default -> null;
        };
    }

    /** Reads the time, and keeps what has no field. */
    private void rest(Map<String, @Nullable Object> row, MessageDraft draft) {
        List<String> used = columns.names();
        row.forEach((column, value) -> {
            if (!used.contains(column)) {
                draft.keep(
                        column, value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
            }
        });
        if (columns.time() != null) {
            said(columns.time(), row.get(columns.time()), draft);
        }
    }

    private void said(String column, @Nullable Object value, MessageDraft draft) {
        Instant said = time(value);
        draft.said(said).written(written(value));
        if (said == null && isGiven(value)) {
            draft.keep(column, value)
                    .changed(
                            Fields.number(value) == null
                                    ? "its time has no zone or cannot be read, and stays in the metadata"
                                    : "its time is a number of no clear unit, and stays in the metadata");
        }
    }

    /**
     * Returns what tells a row apart by its time, if that is not the time itself since an answer decides which one it is: the
     * local time or the number, in one form whether a file or a database has it. Else null.
     */
    private static @Nullable String written(@Nullable Object value) {
        BigDecimal number = Fields.number(value);
        if (number != null) {
            return number.stripTrailingZeros().toString();
        }
        if (Instants.ofIso(value) != null) {
            return null;
        }
        LocalDateTime local = Instants.localOfIso(value);
        return local == null && !isGiven(value) ? null : String.valueOf(local == null ? value : local);
    }

    private @Nullable Instant time(@Nullable Object value) {
        BigDecimal number = Fields.number(value);
        if (number != null) {
            BigDecimal seconds = isModerate(number) ? seconds(number) : null;
            return seconds == null ? null : Instants.ofSeconds(seconds);
        }
        Instant instant = Instants.ofIso(value);
        LocalDateTime local = instant == null ? Instants.localOfIso(value) : null;
        return local == null ? instant : reading.instantOf(local);
    }

    /** Returns whether a number can be written out without filling the memory. */
    private static boolean isModerate(BigDecimal number) {
        return (long) number.precision() - number.scale() <= MAX_DIGITS && number.scale() <= MAX_SCALE;
    }

    private @Nullable BigDecimal seconds(BigDecimal number) {
        if (columns.unit() != null) {
            return columns.unit().seconds(number);
        }
        for (EpochUnit unit : new EpochUnit[] {
            EpochUnit.UNIX_SECONDS, EpochUnit.UNIX_MILLIS, EpochUnit.UNIX_MICROS, EpochUnit.UNIX_NANOS
        }) {
            BigDecimal seconds = unit.seconds(number);
            if (seconds.compareTo(MIN_SECONDS) >= 0 && seconds.compareTo(MAX_SECONDS) < 0) {
                return seconds;
            }
        }
        return null;
    }
}
