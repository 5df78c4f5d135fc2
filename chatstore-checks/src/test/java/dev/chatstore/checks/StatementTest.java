package dev.chatstore.checks;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The statements: one file each in the folder {@code sql} of the engine, with the fragments that they share in a folder
 * there, and next to the schema of each backend the statements that differ.
 */
class StatementTest {
    private static final Path PORTABLE = Project.resources("jdbi").resolve("dev/chatstore/jdbi/sql");
    private static final Path FRAGMENTS = PORTABLE.resolve("fragments");
    private static final Pattern INCLUDE = Pattern.compile("\\{(\\w+)}");
    private static final JavaClass STATEMENTS = Project.CLASSES.get("dev.chatstore.jdbi.sql.Sql");

    /** Which statements only some databases have; what lacks one that it needs fails when it opens. */
    private static final List<String> NOT_FOR_ALL =
            List.of("append.sql", "end_session.sql", "insert_missing_heads.sql", "insert_replies.sql");

    /** Returns the folders with the statements of the backends, there or not. */
    static List<Path> backends() {
        return Project.modules().stream()
                .flatMap(module -> Project.descendants(Project.resources(module)))
                .filter(path -> Files.isDirectory(path) && path.endsWith("schema"))
                .map(schema -> schema.resolveSibling("sql"))
                .toList();
    }

    static Stream<Path> folders() {
        return Stream.concat(Stream.of(PORTABLE), backends().stream());
    }

    @Test
    void thereIsABackend() {
        assertThat(backends()).isNotEmpty();
    }

    @Test
    void everyStatementIsUsed() {
        assertThat(statements())
                .isNotEmpty()
                .filteredOn(statement -> statement.getAccessesToSelf().stream()
                        .allMatch(access -> access.getOriginOwner().equals(STATEMENTS)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFileIsAStatement(Path folder) {
        assertThat(files(folder).map(StatementTest::name)).isSubsetOf(statementFiles());
    }

    @Test
    void everyFragmentIsIncludedAndEveryIncludedFragmentExists() {
        Set<String> included = Stream.concat(folders(), Stream.of(FRAGMENTS))
                .flatMap(StatementTest::files)
                .flatMap(file -> INCLUDE.matcher(Project.read(file)).results())
                .map(include -> include.group(1) + ".sql")
                .collect(toSet());
        assertThat(files(FRAGMENTS).map(StatementTest::name))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(included);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aBackendHasEveryStatementThatAllNeed(Path folder) {
        assertThat(Stream.of(folder, above(folder), PORTABLE)
                        .flatMap(StatementTest::files)
                        .map(StatementTest::name))
                .containsAll(statementFiles().stream()
                        .filter(file -> !NOT_FOR_ALL.contains(file))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aStatementOfABackendDiffersFromTheOneInItsPlaceOtherwise(Path folder) {
        assertThat(files(folder))
                .filteredOn(file -> Files.exists(otherwise(file)))
                .noneMatch(file -> words(file).equals(words(otherwise(file))));
    }

    private static List<JavaField> statements() {
        return STATEMENTS.getFields().stream()
                .filter(field -> field.getRawType().equals(STATEMENTS))
                .toList();
    }

    private static List<String> statementFiles() {
        return statements().stream()
                .map(statement -> statement.getName().toLowerCase(Locale.ROOT) + ".sql")
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        return Project.children(folder).filter(Files::isRegularFile);
    }

    /** Returns the folder whose statements a variant of a backend has where it has none of its own. */
    private static Path above(Path folder) {
        return folder.resolve("../../sql").normalize();
    }

    private static Path otherwise(Path file) {
        Path above = above(file.resolveSibling("")).resolve(name(file));
        return Files.exists(above) ? above : PORTABLE.resolve(name(file));
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    /** Returns what a file says, whatever its lines, spaces and comments. */
    private static String words(Path file) {
        return Project.read(file)
                .replaceAll("--[^\n]*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
