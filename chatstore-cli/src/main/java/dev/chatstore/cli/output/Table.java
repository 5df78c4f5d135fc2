package dev.chatstore.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, in aligned columns. What users wrote may be in any cell: it is made safe here. */
public final class Table {
    private static final int GAP = 2;
    /** A column is not made narrower than this in favor of another. */
    private static final int NARROWEST = 8;

    private final List<List<String>> rows = new ArrayList<>();
    private boolean keepsFirst;

    /** Creates a table with headings. */
    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Returns this table, whose first column is never cut, since a user has to copy what is in it. */
    public Table keepingFirst() {
        keepsFirst = true;
        return this;
    }

    /** Adds a row, one text for each heading. */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(SafeText::line).toList());
    }

    /** Prints the table with whole texts. */
    public void print(PrintStream out) {
        print(out, Integer.MAX_VALUE);
    }

    /** Prints the table in at most a number of columns of the terminal: texts of the widest columns are cut. */
    public void print(PrintStream out, int width) {
        int[] widths = widths(width);
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(DisplayWidth.padded(DisplayWidth.cut(row.get(i), widths[i]), widths[i] + GAP));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int[] widths(int width) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(i -> rows.stream()
                        .mapToInt(row -> DisplayWidth.of(row.get(i)))
                        .max()
                        .orElse(0))
                .toArray();
        long excess = Arrays.stream(widths).asLongStream().sum() + (long) GAP * (columns - 1) - width;
        for (; excess > 0; excess--) {
            int widest = IntStream.range(keepsFirst ? 1 : 0, columns)
                    .boxed()
                    .max(Comparator.comparingInt(i -> widths[i]))
                    .orElse(0);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }
}
