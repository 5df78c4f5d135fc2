package dev.chatstore;

import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.codec.Utf8;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks values against the configured maximum sizes. */
final class Limits {
    private final long messageBytes;
    private final long metadataBytes;
    private final long stateBytes;

    Limits(Settings settings) {
        messageBytes = settings.get(CommonSettings.MESSAGE_BYTES);
        metadataBytes = settings.get(CommonSettings.METADATA_BYTES);
        stateBytes = settings.get(CommonSettings.STATE_BYTES);
    }

    /** Checks one message of an append. The name of its field is built only if it may be too large. */
    void checkMessage(int index, NewMessage message) {
        if (message.text().length() > messageBytes / 3) {
            checkText("append.messages[" + index + "].text", message.text());
        }
        if (!message.metadata().isEmpty()) {
            checkMetadata("append.messages[" + index + "].metadata", message.metadata());
        }
    }

    void checkText(String field, @Nullable String text) {
        if (text != null) {
            check(field, CommonSettings.MESSAGE_BYTES, messageBytes, Utf8.length(text));
        }
    }

    void checkMetadata(String field, @Nullable Map<String, @Nullable Object> metadata) {
        if (metadata != null && !metadata.isEmpty()) {
            check(field, CommonSettings.METADATA_BYTES, metadataBytes, size(metadata));
        }
    }

    void checkState(String state) {
        check("session.state", CommonSettings.STATE_BYTES, stateBytes, Utf8.length(state));
    }

    private static void check(String field, Setting<Long> setting, long allowed, long actual) {
        if (actual > allowed) {
            throw new LimitExceededException(field, setting.key(), allowed, actual);
        }
    }

    private static long size(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> size(entry.getKey()) + size(entry.getValue()))
                    .sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(Limits::size).sum();
        }
        return Utf8.length(String.valueOf(value));
    }
}
