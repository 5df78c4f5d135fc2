package dev.chatstore.cli.store;

import dev.chatstore.api.UnavailableException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in one sentence what is wrong, also where an error of the Java library has only a path, or nothing. */
final class FailureMessages {
    private FailureMessages() {}

    static String of(Throwable error) {
        if (error instanceof UnavailableException unavailable && unavailable.retryable()) {
            return error.getMessage() + " (the same command may succeed later)";
        }
        if (error instanceof FileSystemException file) {
            return file.getFile() + " " + problem(file);
        }
        if (error instanceof CharacterCodingException) {
            return "a file is not UTF-8 text; convert it, or give the right one";
        }
        if (error instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        if (error instanceof OutOfMemoryError) {
            return "the memory is not enough; give Java more, such as JAVA_TOOL_OPTIONS=-Xmx1g";
        }
        String message = error.getMessage();
        if (error instanceof Error) {
            return error.getClass().getSimpleName() + (message == null ? "" : ": " + message) + "; --debug shows where";
        }
        return message == null ? error.getClass().getSimpleName() + "; --debug shows where" : message;
    }

    private static String problem(FileSystemException error) {
        if (error instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (error instanceof AccessDeniedException) {
            return "may not be read or written by this user";
        }
        if (error instanceof NotDirectoryException) {
            return "is not a folder";
        }
        if (error instanceof DirectoryNotEmptyException) {
            return "is a folder that is not empty";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        return error.getReason() == null ? "cannot be used" : "cannot be used: " + error.getReason();
    }
}
