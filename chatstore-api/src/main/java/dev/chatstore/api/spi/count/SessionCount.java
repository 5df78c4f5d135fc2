package dev.chatstore.api.spi.count;

import dev.chatstore.api.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * The number of sessions in a part of a list.
 *
 * @param sessions the number of sessions that exist
 * @param last where the part ends, to go on from there, or null if it is the end of the list
 */
public record SessionCount(long sessions, @Nullable SessionId last) {}
