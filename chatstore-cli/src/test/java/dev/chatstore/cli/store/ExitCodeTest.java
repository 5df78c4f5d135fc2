package dev.chatstore.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    private static final ConversationId ID = ConversationId.of("kari");

    @Test
    void eachKindOfErrorHasItsCode() {
        Map<ChatStoreException, ExitCode> codes = Map.of(
                ConflictException.ofConversation(ID, 1, 2, List.of(), true),
                ExitCode.CONFLICT,
                DuplicateMessageException.mixed(ID, Map.of()),
                ExitCode.CONFLICT,
                CorruptDataException.ofStorage("broken", null),
                ExitCode.CORRUPT_DATA,
                new InvalidInputException("url", "is wrong", 0),
                ExitCode.INVALID_INPUT,
                LimitExceededException.ofConversation(ID, "text", "limits.message-bytes", 1, 2),
                ExitCode.LIMIT_EXCEEDED,
                UnavailableException.notDone("down", true, null),
                ExitCode.UNAVAILABLE,
                new ClosedException(),
                ExitCode.FAILURE);
        assertThat(codes)
                .allSatisfy((error, code) -> assertThat(ExitCode.of(error)).isEqualTo(code));
        assertThat(codes.keySet().stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("every kind of exception is among them")
                .isEqualTo(Set.of(ChatStoreException.class.getPermittedSubclasses()));
    }

    @Test
    void errorsOfFilesHaveTheirCodes() {
        assertThat(ExitCode.of(new NoSuchFileException("x"))).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ExitCode.of(new UncheckedIOException(new NoSuchFileException("x"))))
                .isEqualTo(ExitCode.NOT_FOUND);
        assertThat(ExitCode.of(new IOException("No space left on device"))).isEqualTo(ExitCode.FAILURE);
        assertThat(ExitCode.of(new IllegalStateException())).isEqualTo(ExitCode.FAILURE);
        assertThat(ExitCode.of(new UsageException("which store?"))).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void noTwoCodesAreTheSame() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).doesNotHaveDuplicates();
    }
}
