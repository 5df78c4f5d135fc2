package dev.chatstore.core.transfer.structure;

import dev.chatstore.api.NewMessage;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.MessageDraft;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of files that a record lists.
 *
 * @param reference the key of the address or path
 * @param mediaType the key of the type, or null if there is none
 * @param size the key of the number of bytes, or null if there is none
 * @param name the key of the name, or null if there is none
 */
public record ListedFiles(
        String reference,
        @Nullable String mediaType,
        @Nullable String size,
        @Nullable String name) {
    /** Attaches files, and returns their list if it says more than the attachments do, else null. */
    public @Nullable Object attach(List<@Nullable Object> files, MessageDraft draft) {
        List<String> keys = Stream.of(reference, mediaType, size, name)
                .filter(Objects::nonNull)
                .toList();
        boolean more = files.size() > NewMessage.MAX_ATTACHMENTS;
        for (Object value : files) {
            Map<String, @Nullable Object> file = Fields.object(value);
            String address = Fields.text(file, reference);
            more |= !Fields.without(file, keys).isEmpty();
            if (address == null || address.startsWith("data:")) {
                // What stands in the record itself has no address.
                more = true;
            } else {
                Number bytes = size == null ? null : Fields.number(file.get(size));
                draft.attach(address, text(file, mediaType), bytes, text(file, name));
            }
        }
        return more ? files : null;
    }

    private static @Nullable String text(Map<String, @Nullable Object> file, @Nullable String key) {
        return key == null ? null : Fields.text(file, key);
    }
}
