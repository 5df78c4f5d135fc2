package dev.chatstore.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.chatstore.bench.measure.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that was measured.
 *
 * @param environment where, when and how
 * @param results the comparisons
 */
public record JsonReport(Environment environment, List<Result> results) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Writes it into a file. */
    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    /** Writes the results of one process for another. */
    public static void writeResults(List<Result> results, Path file) throws IOException {
        JSON.writeValue(file.toFile(), results);
    }

    /** Reads the results of another process. */
    public static List<Result> readResults(Path file) throws IOException {
        return List.of(JSON.readValue(file.toFile(), Result[].class));
    }
}
