package dev.chatstore.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            err,
            new Terminals(false, false, false, 80));

    private String printed(Throwable error, boolean withTrace) {
        assertThat(new Failures(console).report(error, withTrace)).isPositive();
        return err.toString(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("f"), "f does not exist"),
                Arguments.of(new AccessDeniedException("f"), "f may not be read or written by this user"),
                Arguments.of(new NotDirectoryException("f"), "f is not a folder"),
                Arguments.of(new DirectoryNotEmptyException("f"), "f is a folder that is not empty"),
                Arguments.of(new FileAlreadyExistsException("f"), "f exists already"),
                Arguments.of(new FileSystemException("f"), "f cannot be used"),
                Arguments.of(new FileSystemException("f", null, "busy"), "f cannot be used: busy"),
                Arguments.of(
                        new UncheckedIOException(new MalformedInputException(1)),
                        "a file is not UTF-8 text; convert it, or give the right one"),
                Arguments.of(new IllegalStateException(), "IllegalStateException; --debug shows where"),
                Arguments.of(new UnsatisfiedLinkError("no x"), "UnsatisfiedLinkError: no x; --debug shows where"),
                Arguments.of(
                        new OutOfMemoryError("Java heap space"),
                        "the memory is not enough; give Java more, such as JAVA_TOOL_OPTIONS=-Xmx1g"),
                Arguments.of(
                        UnavailableException.notDone("the database is down", true, null),
                        "the database is down (the same command may succeed later)"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsOneSentence(Throwable error, String sentence) {
        assertThat(printed(error, false)).isEqualTo("chatstore: " + sentence + "\n");
    }

    @Test
    void aTraceHidesThePasswordsOfTheSettings() {
        console.secrets().learn("database.password", "hun ter\"2");
        assertThat(printed(new IllegalStateException("login with hun ter\"2 refused"), true))
                .contains("login with *** refused", "\tat ")
                .doesNotContain("hun");
    }

    @Test
    void aLoggerCannotReachTheTerminalEither() {
        console.secrets().learn("url", "postgresql://bot:pa\"ss wd@db/chat");
        console.errOfLibraries().println("refused pa\"ss wd \u001b[2J");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("refused *** \\u001b[2J\n");
    }
}
