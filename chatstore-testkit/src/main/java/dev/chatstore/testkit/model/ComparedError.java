package dev.chatstore.testkit.model;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import java.util.List;

/** The part of an error on which two stores must agree: its type and its fields. */
record ComparedError(Class<? extends ChatStoreException> type, List<Object> fields) {
    static ComparedError of(ChatStoreException error) {
        return new ComparedError(error.getClass(), fields(error));
    }

    private static List<Object> fields(ChatStoreException error) {
        if (error instanceof ConflictException conflict) {
            return List.of(
                    conflict.expectedVersion(),
                    conflict.currentVersion(),
                    conflict.sequence(),
                    conflict.expectedRevision(),
                    conflict.currentRevision(),
                    conflict.missed(),
                    conflict.complete());
        }
        if (error instanceof DuplicateMessageException duplicate) {
            return List.of(duplicate.conversation(), duplicate.sequences());
        }
        if (error instanceof InvalidInputException invalid) {
            return List.of(invalid.field(), invalid.rule(), invalid.length());
        }
        if (error instanceof LimitExceededException limit) {
            return List.of(limit.limit(), limit.allowed(), limit.actual());
        }
        return List.of(String.valueOf(error.getMessage()));
    }
}
