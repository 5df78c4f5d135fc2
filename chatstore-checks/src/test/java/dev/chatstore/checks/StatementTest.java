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
 * The SQL files. The folder {@code sql} of the engine contains one file for each statement and a folder of shared fragments;
 * a backend has the statements that differ in a folder {@code sql} next to its schema.
 */
class StatementTest {
    private static final Path PORTABLE = Project.resources("jdbi").resolve("dev/chatstore/jdbi/sql");
    private static final Pattern INCLUDE = Pattern.compile("\\{(\\w+)}");

    /** Is an expression of the dialect, and no file. */
    private static final String CLOCK = "clock.sql";

    private static final JavaClass STATEMENTS = Project.CLASSES.get("dev.chatstore.jdbi.sql.Sql");

    /** Statements of some databases only. Opening fails if a required one is missing. */
    private static final List<String> NOT_FOR_ALL = List.of(
            "append.sql",
            "append_expected.sql",
            "append_one.sql",
            "append_to_head.sql",
            "append_to_heads.sql",
            "begin_snapshot.sql",
            "check_heads.sql",
            "confirm_session.sql",
            "copy_heads.sql",
            "copy_messages.sql",
            "copy_profiles.sql",
            "copy_revisions.sql",
            "count_session_page.sql",
            "delete_replies.sql",
            "end_session.sql",
            "find_heads.sql",
            "guess_heads.sql",
            "insert_checked_messages.sql",
            "insert_missing_heads.sql",
            "insert_replies.sql",
            "load_replies.sql",
            "lock_gone_conversations.sql",
            "lock_gone_sessions.sql");

    /** Returns the folders for the statements of the backends, which may not exist. */
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
    void backendsAreFound() {
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

    /** Returns the folders of fragments, one for all databases and those for one of them. */
    private static Stream<Path> fragmentFolders() {
        return folders().map(folder -> folder.resolve("fragments")).filter(Files::isDirectory);
    }

    @Test
    void everyFragmentIsIncludedAndEveryIncludedFragmentExists() {
        Set<String> included = Stream.concat(folders(), fragmentFolders())
                .flatMap(StatementTest::files)
                .flatMap(file -> INCLUDE.matcher(Project.read(file)).results())
                .map(include -> include.group(1) + ".sql")
                .filter(name -> !name.equals(CLOCK))
                .collect(toSet());
        assertThat(fragmentFolders().flatMap(StatementTest::files).map(StatementTest::name))
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
    void anOverrideDiffersFromTheStatementThatItReplaces(Path folder) {
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

    /** Returns the folder of the statements that a variant of a backend inherits. */
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

    /** Returns the content of a file without comments and with normalized spaces. */
    private static String words(Path file) {
        return Project.read(file)
                .replaceAll("--[^\n]*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
