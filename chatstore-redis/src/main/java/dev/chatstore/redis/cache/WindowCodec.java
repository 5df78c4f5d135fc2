package dev.chatstore.redis.cache;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.ConversationCodec;
import dev.chatstore.redis.codec.Frames;
import dev.chatstore.redis.codec.MessageCodec;
import dev.chatstore.redis.codec.UnreadableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes windows as a header and frames, and reads them back with all that scripts appended since. Thread-safe. */
final class WindowCodec {
    /** Messages in one frame: with fewer, the oldest can be dropped more finely; with more, they compress better. */
    private static final int MAX_TOGETHER = 32;

    private static final long MAX_BYTES_TOGETHER = 32 << 10;

    private final Frames frames;
    private final int maxMessages;
    private final long maxBytes;
    private final int together;
    private final long togetherBytes;

    WindowCodec(Frames frames, int maxMessages, long maxBytes) {
        this.frames = frames;
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.together = Math.max(1, Math.min(MAX_TOGETHER, maxMessages / 4));
        this.togetherBytes = Math.min(MAX_BYTES_TOGETHER, maxBytes / 8);
    }

    /** A window to be stored. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and passed on at once.
    record Written(byte[] header, byte[] frames) {}

    /** A stored window, and the server's time in milliseconds at which it was last known to be current. */
    record Read(ConversationWindow window, long asOf) {}

    /**
     * Writes a window with as many of its newest messages as there is room for; null if there is none even for the
     * head.
     */
    @Nullable Written write(byte[] key, ConversationWindow window) {
        Conversation head = window.head();
        if (head == null) {
            return new Written(WindowHeader.of(window, 0, 0, 0), new byte[0]);
        }
        byte[] headFrame = frame(key, head);
        boolean exact = WindowHeader.isExact(head.version(), head.messageCount(), head.lastSequence(), head.tokens());
        if (!exact || headFrame.length > maxBytes) {
            return null;
        }
        List<Message> messages = window.messages();
        Deque<byte[]> blocks = new ArrayDeque<>();
        int from = addNewest(key, messages, maxBytes - headFrame.length, blocks);
        ByteSink written = new ByteSink().put(headFrame);
        blocks.forEach(written::put);
        int held = messages.size() - from;
        long first = held == 0 ? head.lastSequence() + 1 : messages.get(from).sequence();
        return new Written(WindowHeader.of(window, first, held, written.size()), written.toBytes());
    }

    /** Adds frames of the newest messages that fit into a number of bytes, and returns the index of the oldest of them. */
    private int addNewest(byte[] key, List<Message> messages, long bytes, Deque<byte[]> blocks) {
        int from = messages.size();
        int least = Math.max(0, messages.size() - maxMessages);
        for (long room = bytes; from > least; ) {
            int start = blockStart(messages, least, from);
            byte[] block = frame(key, Frames.MESSAGES, messages.subList(start, from));
            room -= block.length;
            if (room < 0) {
                return from;
            }
            blocks.addFirst(block);
            from = start;
        }
        return from;
    }

    /** Writes messages as frames. */
    byte[] frames(byte[] key, List<Message> messages) {
        Deque<byte[]> blocks = new ArrayDeque<>();
        for (int end = messages.size(); end > 0; ) {
            int start = blockStart(messages, 0, end);
            blocks.addFirst(frame(key, Frames.MESSAGES, messages.subList(start, end)));
            end = start;
        }
        ByteSink written = new ByteSink();
        blocks.forEach(written::put);
        return written.toBytes();
    }

    private int blockStart(List<Message> messages, int least, int end) {
        int start = end;
        for (long bytes = 0; start > least && end - start < together && bytes < togetherBytes; ) {
            bytes += messages.get(--start).text().length();
        }
        return start;
    }

    /** Writes messages as one frame. */
    byte[] frame(byte[] key, int kind, List<Message> messages) {
        ByteSink body = new ByteSink();
        messages.forEach(message -> MessageCodec.write(body, message));
        return frames.frame(key, kind, messages.size(), messages.get(0).sequence(), body);
    }

    /** Writes a head as one frame. */
    byte[] frame(byte[] key, Conversation head) {
        ByteSink body = new ByteSink();
        ConversationCodec.write(body, head);
        return frames.frame(key, Frames.HEAD, 0, 0, body);
    }

    /**
     * Reads a window.
     *
     * @throws UnreadableException if it is damaged, or another program or version of the library wrote it
     */
    Read read(byte[] key, ConversationId id, byte[] value) {
        try {
            ByteSource from = new ByteSource(value);
            WindowHeader header = WindowHeader.read(key, from);
            if (header.state() == WindowHeader.ABSENT) {
                return new Read(ConversationWindow.absent(id), header.asOf());
            }
            return new Read(window(key, id, header, from), header.asOf());
        } catch (RuntimeException e) {
            // Bytes that nobody wrote make values that no constructor accepts.
            throw new UnreadableException();
        }
    }

    private ConversationWindow window(byte[] key, ConversationId id, WindowHeader header, ByteSource from) {
        Conversation head = null;
        List<Message> messages = new ArrayList<>();
        while (!from.isAtEnd()) {
            Frames.Frame frame = Frames.next(from, key);
            if (frame.kind() == Frames.HEAD) {
                head = ConversationCodec.read(id, frame.body());
            }
            for (int i = 0; frame.kind() != Frames.HEAD && i < frame.count(); i++) {
                merge(messages, MessageCodec.read(frame.body()));
            }
        }
        if (head == null || header.state() != WindowHeader.WINDOW) {
            throw new UnreadableException();
        }
        int older = Math.max(0, messages.size() - maxMessages);
        return new ConversationWindow(id, header.applyTo(head), messages.subList(older, messages.size()));
    }

    /**
     * Adds a message, or replaces an older revision: a window may have been filled with a newer one than its head
     * knows.
     */
    private static void merge(List<Message> messages, Message message) {
        int size = messages.size();
        long index = size == 0 ? 0 : message.sequence() - messages.get(0).sequence();
        if (index == size) {
            messages.add(message);
        } else if (index < 0 || index > size) {
            throw new UnreadableException();
        } else if (messages.get((int) index).revision() < message.revision()) {
            messages.set((int) index, message);
        }
    }
}
