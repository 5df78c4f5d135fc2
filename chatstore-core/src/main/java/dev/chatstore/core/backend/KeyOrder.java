package dev.chatstore.core.backend;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The orders of keys in which snapshots go through a store: by code point, as databases compare them. */
public final class KeyOrder {
    private static final Comparator<String> BY_CODE_POINT = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** By tenant and value. */
    public static final Comparator<ConversationId> CONVERSATIONS = Comparator.comparing(
                    ConversationId::tenant, BY_CODE_POINT)
            .thenComparing(ConversationId::value, BY_CODE_POINT);

    /** By tenant, name and value. */
    public static final Comparator<SessionId> SESSIONS = Comparator.comparing(SessionId::tenant, BY_CODE_POINT)
            .thenComparing(SessionId::name)
            .thenComparing(SessionId::value, BY_CODE_POINT);

    private KeyOrder() {}
}
