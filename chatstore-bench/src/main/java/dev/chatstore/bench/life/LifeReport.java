package dev.chatstore.bench.life;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured.
 *
 * @param machine the date, the machine and its load before the run
 * @param database the database
 * @param options the options
 * @param rows the figures
 */
record LifeReport(String machine, String database, String options, List<LifeRow> rows) {
    /** Returns the lines of the report in Markdown. */
    List<String> page() {
        List<String> lines = new ArrayList<>(List.of(
                machine + ". " + database + ".",
                options + ".",
                "",
                "| measured | median | over rounds | aim |",
                "| --- | ---: | --- | --- |"));
        rows.forEach(row -> lines.add(row.markdown()));
        return lines;
    }
}
