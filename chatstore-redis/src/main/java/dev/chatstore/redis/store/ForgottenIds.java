package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Finds what is kept of removed messages among the ids of a conversation, which are in no order. */
final class ForgottenIds {
    private static final int STEP = 1_000;

    private ForgottenIds() {}

    /** Returns what is kept of the messages before the first one, by their sequences. */
    static List<ForgottenMessage> read(StoreContext store, Conversation head) {
        if (head.firstSequence() == 1) {
            return List.of();
        }
        byte[] key = store.keys().of(KeyFamily.IDS, head.id());
        SortedMap<Long, ForgottenMessage> found = new TreeMap<>();
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        ScanResult<Map.Entry<byte[], byte[]>> step;
        do {
            step = store.calls().call(Commands.hscan(key, cursor, STEP));
            for (Map.Entry<byte[], byte[]> entry : step.getResult()) {
                ForgottenMessage message = message(key, entry);
                if (message.sequence() < head.firstSequence()) {
                    found.put(message.sequence(), message);
                }
            }
            cursor = step.getCursorAsBytes();
        } while (!step.isCompleteIteration());
        return List.copyOf(found.values());
    }

    private static ForgottenMessage message(byte[] key, Map.Entry<byte[], byte[]> entry) {
        String id = new String(entry.getKey(), StandardCharsets.UTF_8);
        String[] parts = new String(entry.getValue(), StandardCharsets.UTF_8).split(" ", -1);
        try {
            Long fingerprint = parts[2].equals(PendingAppend.REDACTED) ? null : (Long) Long.parseLong(parts[2]);
            return new ForgottenMessage(Long.parseLong(parts[0]), Long.parseLong(parts[1]), id, fingerprint);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw Reply.foreign(key);
        }
    }
}
