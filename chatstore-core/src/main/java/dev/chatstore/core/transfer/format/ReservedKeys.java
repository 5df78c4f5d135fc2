package dev.chatstore.core.transfer.format;

import dev.chatstore.core.completion.Reserved;
import dev.chatstore.core.transfer.source.Refused;
import java.util.Map;

/** Refuses sources that use the keys of {@link Reserved}: they could not be told apart from ours. */
final class ReservedKeys {
    private ReservedKeys() {}

    static void checkFree(Map<?, ?> object) throws Refused {
        String key = Reserved.firstIn(object);
        if (key != null) {
            throw new Refused("has the reserved key " + key);
        }
    }
}
