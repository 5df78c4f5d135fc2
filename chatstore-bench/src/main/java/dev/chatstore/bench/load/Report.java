package dev.chatstore.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Writes a report as Markdown for people and as JSON for programs. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Report() {}

    /** Writes the files {@code name.md} and {@code name.json}, and prints the first. */
    public static void write(Path folder, String name, List<String> markdown, Object content) {
        try {
            Files.createDirectories(folder);
            Path page = folder.resolve(name + ".md");
            Path data = folder.resolve(name + ".json");
            Files.write(page, markdown);
            JSON.writeValue(data.toFile(), content);
            System.out.println();
            markdown.forEach(System.out::println);
            System.out.println();
            System.out.println("written to " + page.toAbsolutePath() + " and " + data.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the date, the machine and its load. */
    public static String machine() {
        return "%s, %d cores, %s %s, load %.1f"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        load());
    }

    /** Returns the average number of runnable threads on the machine in the last minute, this load included. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
