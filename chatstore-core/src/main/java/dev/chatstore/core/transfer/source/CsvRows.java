package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of values in UTF-8 that commas, semicolons or tabs separate, and whose first row has the names of the columns. A
 * value whose first character is a quote goes on to the next single quote; elsewhere a quote is a character.
 */
public final class CsvRows {
    private static final String SEPARATORS = ",;\t";

    /** A line that some spreadsheets write before the names. */
    private static final String SEPARATOR_LINE = "sep=";

    private final JsonSource source;
    private final long end;
    private final String separator;
    private final List<String> columns;
    private long next;
    private long line = 1;

    /** Begins after the row of names. */
    public CsvRows(JsonSource source) throws IOException, Refused {
        this.source = source;
        Region content = source.content();
        next = content.from();
        end = content.to();
        String names = header();
        boolean told = names.startsWith(SEPARATOR_LINE) && names.length() == SEPARATOR_LINE.length() + 1;
        separator = told ? names.substring(SEPARATOR_LINE.length()) : mostFrequent(names);
        columns = cells(told ? header() : names, separator).stream()
                .map(String::strip)
                .toList();
    }

    /** Where in a value a character is. */
    private enum Within {
        START,
        PLAIN,
        QUOTED,
        AFTER_QUOTE;

        Within after(int c, String separators) {
            if (this == QUOTED) {
                return c == '"' ? AFTER_QUOTE : QUOTED;
            }
            if (c == '"' && this != PLAIN) {
                return QUOTED;
            }
            return separators.indexOf(c) >= 0 ? START : PLAIN;
        }
    }

    private String header() throws IOException, Refused {
        Region region = nextRegion(SEPARATORS);
        if (region == null) {
            throw new Refused("is empty");
        }
        return text(region);
    }

    private static String mostFrequent(String names) {
        String most = ",";
        int count = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            String each = SEPARATORS.substring(i, i + 1);
            int found = cells(names, each).size();
            if (found > count) {
                most = each;
                count = found;
            }
        }
        return most;
    }

    /** Returns the names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Returns where the next row is that is not empty, or null after the last. A quoted value may have several lines.
     *
     * @throws BrokenSource if a quote does not end
     */
    public @Nullable Region nextRegion() throws IOException {
        return nextRegion(separator);
    }

    private @Nullable Region nextRegion(String separators) throws IOException {
        while (next < end) {
            long from = next;
            long startLine = line;
            Within within = Within.START;
            int read = source.at(next);
            while (next < end && (within == Within.QUOTED || read != '\n')) {
                within = within.after(read, separators);
                line += read == '\n' ? 1 : 0;
                read = source.at(++next);
            }
            long to = next;
            next++;
            line++;
            Region region = new Region(from, to, startLine, 1);
            if (within == Within.QUOTED) {
                throw new BrokenSource(Place.of(source, region), new Refused("has a quote that does not end"));
            }
            if (to > from && !(to == from + 1 && source.at(from) == '\r')) {
                return region;
            }
        }
        return null;
    }

    /**
     * Returns the values of a row by the names of their columns, as texts. A column without a value is empty.
     *
     * @throws Refused if it is not UTF-8, has more values than there are columns, or ends with the file before its last column
     */
    public Map<String, @Nullable Object> row(Region region) throws IOException, Refused {
        List<String> cells = cells(text(region), separator);
        if (cells.stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank())) {
            throw new Refused("has " + cells.size() + " values, more than the " + columns.size()
                    + " columns; perhaps a quote is missing before");
        }
        if (region.to() == end && cells.size() < columns.size()) {
            throw new Refused("has " + cells.size() + " values, fewer than the " + columns.size()
                    + " columns, and the file ends in it");
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), i < cells.size() ? cells.get(i) : "");
        }
        return row;
    }

    private String text(Region region) throws IOException, Refused {
        if (region.length() > source.maxValueBytes()) {
            throw new Refused(
                    "has " + region.length() + " bytes, more than the " + source.maxValueBytes() + " that are read");
        }
        String text = StrictUtf8.text(source.stream(region).readNBytes((int) region.length()));
        if (text == null) {
            throw new Refused("is not UTF-8; the option encoding names another");
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static List<String> cells(String row, String separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        Within within = Within.START;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            Within after = within.after(c, separator);
            if (after == Within.START) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (after == within || after == Within.PLAIN || within == Within.AFTER_QUOTE) {
                // What is left is a quote that begins or may end a value.
                cell.append(c);
            }
            within = after;
        }
        cells.add(cell.toString());
        return cells;
    }
}
