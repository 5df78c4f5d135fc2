package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a table of comma- or semicolon-separated values in UTF-8, whose first row has the names of the columns. */
public final class CsvRows {
    private final JsonSource source;
    private final long end;
    private final char separator;
    private final List<String> columns;
    private long next;
    private long line = 1;

    /** Begins after the row of names. */
    public CsvRows(JsonSource source) throws IOException, Refused {
        this.source = source;
        Region content = source.content();
        next = content.from();
        end = content.to();
        Region header = nextRegion();
        if (header == null) {
            throw new Refused("is empty");
        }
        String names = text(header);
        separator = names.chars().filter(c -> c == ';').count()
                        > names.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
        columns = cells(names);
    }

    /** Returns the names of the columns. */
    public List<String> columns() {
        return columns;
    }

    /** Returns where the next row is that is not empty, or null after the last. A quoted value may have several lines. */
    public @Nullable Region nextRegion() throws IOException {
        while (next < end) {
            long from = next;
            long startLine = line;
            boolean quoted = false;
            int read = source.at(next);
            while (next < end && (quoted || read != '\n')) {
                quoted ^= read == '"';
                line += read == '\n' ? 1 : 0;
                read = source.at(++next);
            }
            long to = next;
            next++;
            line++;
            if (to > from && !(to == from + 1 && source.at(from) == '\r')) {
                return new Region(from, to, startLine, 1);
            }
        }
        return null;
    }

    /** Returns the values of a row by the names of their columns, as texts. A column without a value is empty. */
    public Map<String, @Nullable Object> row(Region region) throws IOException, Refused {
        List<String> cells = cells(text(region));
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
        String text = new String(source.stream(region).readNBytes((int) region.length()), StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
