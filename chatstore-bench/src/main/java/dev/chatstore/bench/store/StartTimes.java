package dev.chatstore.bench.store;

import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.measure.Figures;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Measures the time from the start of a JVM to its first receipt, on an existing database. The class path contains what a
 * program needs, as jars: the JVM's archive of classes does not work with folders.
 */
public final class StartTimes implements AutoCloseable {
    private static final String COMMON =
            "chatstore-(api|core|jdbi)-|HikariCP-|jdbi3-|caffeine-|failsafe-|jackson-|slf4j-"
                    + "|jspecify-|geantyref-|antlr4-|zstd-jni-|micrometer-|commons-|HdrHistogram-|LatencyUtils-";

    private final BenchmarkDirectory directory = BenchmarkDirectory.open();
    private final Backend backend;
    private final Path archive = directory.file("classes.jsa");
    private final String classPath;
    private int packed;

    /** Prepares the class path of a program that uses this backend. */
    public StartTimes(Backend backend) {
        this.backend = backend;
        classPath = classPath();
    }

    /** Starts a program on the store with this URL the given number of times, and returns its times in milliseconds. */
    public List<Figures> measure(String url, int times, StartMode mode) throws IOException, InterruptedException {
        List<String> options = mode.options();
        // The first start writes the archive, and reads the files into the memory of the machine.
        start(url, with(options, mode, "-XX:ArchiveClassesAtExit="));
        List<Figures> measured = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            measured.add(Figures.of(start(url, with(options, mode, "-XX:SharedArchiveFile="))));
        }
        return measured;
    }

    private List<String> with(List<String> options, StartMode mode, String option) {
        List<String> all = new ArrayList<>(options);
        if (mode.isArchived()) {
            all.add(option + archive);
        }
        return all;
    }

    private double start(String url, List<String> options) throws IOException, InterruptedException {
        Path errors = directory.file("errors.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // Warnings about the archive would be written between the program's lines.
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-classpath", classPath));
        command.addAll(List.of(FirstReceipt.class.getName(), url));
        long began = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            double millis = (System.nanoTime() - began) / 1e6;
            if (process.waitFor() != 0 || !"received".equals(line)) {
                throw new IllegalStateException("a program on " + backend + " failed: " + Files.readString(errors));
            }
            return millis;
        } finally {
            process.destroy();
        }
    }

    private String classPath() {
        Pattern needed = Pattern.compile("^(" + COMMON
                + switch (backend) {
                    case SQLITE -> "|chatstore-sqlite-|sqlite-jdbc-";
                    case POSTGRES -> "|chatstore-postgres-|postgresql-";
                    case MYSQL, MARIADB ->
                        throw new IllegalArgumentException("the start is not measured on " + backend);
                }
                + ").*");
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(pack(path).toString());
            } else if (needed.matcher(path.getFileName().toString()).matches()
                    || path.getFileName().toString().startsWith("chatstore-bench-")) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private Path pack(Path folder) {
        Path jar = directory.file("classes-" + packed++ + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(each).toString().replace(File.separatorChar, '/')));
                Files.copy(each, out);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
