package dev.chatstore.cli.command;

import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.transfer.EpochUnit;
import dev.chatstore.core.transfer.TableColumns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name the columns of a table. */
final class TableOptions {
    /** What the numbers of a column of times count. */
    enum TimeUnitChoice {
        UNIX_SECONDS(EpochUnit.UNIX_SECONDS),
        UNIX_MILLIS(EpochUnit.UNIX_MILLIS),
        UNIX_MICROS(EpochUnit.UNIX_MICROS),
        UNIX_NANOS(EpochUnit.UNIX_NANOS),
        APPLE_SECONDS(EpochUnit.APPLE_SECONDS),
        APPLE_NANOS(EpochUnit.APPLE_NANOS);

        private final EpochUnit unit;

        TimeUnitChoice(EpochUnit unit) {
            this.unit = unit;
        }

        @Override
        public String toString() {
            return Rendering.label(this);
        }
    }

    @Option(
            names = "--conversation",
            required = true,
            paramLabel = "COLUMN",
            description = "The column of the conversation's id.")
    private String conversation = "";

    @Option(names = "--text", required = true, paramLabel = "COLUMN", description = "The column of the text.")
    private String text = "";

    @Option(names = "--table", paramLabel = "NAME", description = "The table; not of a file of separated values.")
    private @Nullable String table;

    @Option(
            names = "--sender",
            paramLabel = "COLUMN",
            description = "The column of the role or sender (default: all are users).")
    private @Nullable String sender;

    @Option(
            names = "--from-assistant",
            paramLabel = "COLUMN",
            description = "In place of --sender, a column of true and false, or of 1 and 0.")
    private @Nullable String fromAssistant;

    @Option(names = "--author", paramLabel = "COLUMN", description = "The column of the author.")
    private @Nullable String author;

    @Option(names = "--id", paramLabel = "COLUMN", description = "The column of the message's id.")
    private @Nullable String id;

    @Option(
            names = "--order",
            paramLabel = "COLUMN",
            description = "The column that orders the messages of a conversation (default: the order of a file, or ids"
                    + " that are numbers).")
    private @Nullable String order;

    @Option(
            names = "--answer",
            paramLabel = "COLUMN",
            description = "The column of the assistant's answer to the text of the same row.")
    private @Nullable String answer;

    @Option(names = "--time", paramLabel = "COLUMN", description = "The column of the time.")
    private @Nullable String time;

    @Option(
            names = "--time-unit",
            paramLabel = "UNIT",
            description = "What its numbers count, if that is not clear: ${COMPLETION-CANDIDATES}.")
    private @Nullable TimeUnitChoice timeUnit;

    TableColumns columns() {
        if (sender != null && fromAssistant != null) {
            throw new UsageException("--sender and --from-assistant both say who speaks: give one of them");
        }
        TableColumns columns = TableColumns.of(conversation, text);
        columns = table == null ? columns : columns.inTable(table);
        columns = sender == null ? columns : columns.withRole(sender);
        columns = fromAssistant == null ? columns : columns.withFromAssistant(fromAssistant);
        columns = author == null ? columns : columns.withAuthor(author);
        columns = id == null ? columns : columns.withId(id);
        columns = order == null ? columns : columns.withOrder(order);
        columns = answer == null ? columns : columns.withAnswer(answer);
        return timed(columns);
    }

    private TableColumns timed(TableColumns columns) {
        if (time == null) {
            if (timeUnit != null) {
                throw new UsageException("--time-unit is about the column of --time, which is missing");
            }
            return columns;
        }
        return timeUnit == null ? columns.withTime(time) : columns.withTime(time, timeUnit.unit);
    }
}
