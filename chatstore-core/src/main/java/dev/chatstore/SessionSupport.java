package dev.chatstore;

import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.core.backend.Backoff;
import dev.chatstore.core.backend.OpenGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the session stores of one storage share, whatever their type. */
record SessionSupport(
        SessionBackend backend,
        Limits limits,
        OpenGate gate,
        @Nullable Duration timeToLive,
        int retries,
        Backoff backoff) {}
