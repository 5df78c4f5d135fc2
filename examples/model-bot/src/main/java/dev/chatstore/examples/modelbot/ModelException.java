package dev.chatstore.examples.modelbot;

import org.jspecify.annotations.Nullable;

/** The model did not answer. */
final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
