package dev.chatstore.redis;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.ConversationWindow;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes windows as a header and records, and reads them back with all that was added since. */
final class WindowCodec {
    /** How many messages stand together: the fewer, the finer the oldest can be dropped; the more, the smaller. */
    private static final int MOST_TOGETHER = 32;

    private static final long MOST_BYTES_TOGETHER = 32 << 10;

    private final Frames frames;
    private final int mostMessages;
    private final long mostBytes;
    private final int together;
    private final long togetherBytes;

    WindowCodec(Frames frames, int mostMessages, long mostBytes) {
        this.frames = frames;
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
        this.together = Math.max(1, Math.min(MOST_TOGETHER, mostMessages / 4));
        this.togetherBytes = Math.min(MOST_BYTES_TOGETHER, mostBytes / 8);
    }

    /** A window as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed on at once.
    record Written(byte[] header, byte[] records) {}

    /** A window as it was kept, and since when it is known to be current, in milliseconds of the server's clock. */
    record Read(ConversationWindow window, long asOf) {}

    /** Writes a window with as many of its newest messages as may be kept; null if not even the head may. */
    @Nullable Written write(ConversationWindow window) {
        Conversation head = window.head();
        if (head == null) {
            return new Written(WindowHeader.of(window, 0, 0), new byte[0]);
        }
        ByteSink records = new ByteSink();
        ByteSink body = new ByteSink();
        MessageCodec.write(body, head);
        frames.add(records, Frames.HEAD, 0, 0, body);
        boolean exact = WindowHeader.isExact(head.version(), head.messageCount(), head.lastSequence(), head.tokens());
        if (!exact || records.size() > mostBytes) {
            return null;
        }
        List<Message> messages = window.messages();
        int from = messages.size();
        int least = Math.max(0, messages.size() - mostMessages);
        Deque<byte[]> blocks = new ArrayDeque<>();
        for (long room = mostBytes - records.size(); from > least; ) {
            int start = blockStart(messages, least, from);
            byte[] block = record(Frames.MESSAGES, messages.subList(start, from));
            room -= block.length;
            if (room < 0) {
                break;
            }
            blocks.addFirst(block);
            from = start;
        }
        blocks.forEach(records::put);
        int held = messages.size() - from;
        long first = held == 0 ? head.lastSequence() + 1 : messages.get(from).sequence();
        return new Written(WindowHeader.of(window, first, held), records.toBytes());
    }

    /** Writes messages as records. */
    byte[] records(List<Message> messages) {
        Deque<byte[]> blocks = new ArrayDeque<>();
        for (int end = messages.size(); end > 0; ) {
            int start = blockStart(messages, 0, end);
            blocks.addFirst(record(Frames.MESSAGES, messages.subList(start, end)));
            end = start;
        }
        ByteSink records = new ByteSink();
        blocks.forEach(records::put);
        return records.toBytes();
    }

    private int blockStart(List<Message> messages, int least, int end) {
        int start = end;
        for (long bytes = 0; start > least && end - start < together && bytes < togetherBytes; ) {
            bytes += messages.get(--start).text().length();
        }
        return start;
    }

    /** Writes messages as one record. */
    byte[] record(int kind, List<Message> messages) {
        ByteSink body = new ByteSink();
        messages.forEach(message -> MessageCodec.write(body, message));
        ByteSink to = new ByteSink();
        frames.add(to, kind, messages.size(), messages.get(0).sequence(), body);
        return to.toBytes();
    }

    /** Writes a head as one record. */
    byte[] record(Conversation head) {
        ByteSink body = new ByteSink();
        MessageCodec.write(body, head);
        ByteSink to = new ByteSink();
        frames.add(to, Frames.HEAD, 0, 0, body);
        return to.toBytes();
    }

    /**
     * Reads a window.
     *
     * @throws UnreadableException if this or an older version cannot have written it
     */
    Read read(ConversationId id, byte[] value) {
        try {
            ByteSource from = new ByteSource(value);
            WindowHeader header = WindowHeader.read(from);
            if (header.state() == WindowHeader.ABSENT) {
                return new Read(ConversationWindow.absent(id), header.asOf());
            }
            return new Read(window(id, header, from), header.asOf());
        } catch (InvalidInputException | CorruptDataException | DateTimeException | ArithmeticException e) {
            throw new UnreadableException();
        }
    }

    private ConversationWindow window(ConversationId id, WindowHeader header, ByteSource from) {
        Conversation head = null;
        List<Message> messages = new ArrayList<>();
        while (!from.isAtEnd()) {
            Frames.Frame frame = Frames.next(from);
            if (frame.kind() == Frames.HEAD) {
                head = MessageCodec.readHead(id, frame.body());
            }
            for (int i = 0; frame.kind() != Frames.HEAD && i < frame.count(); i++) {
                bringIn(messages, MessageCodec.readMessage(frame.body()));
            }
        }
        if (head == null || header.state() != WindowHeader.WINDOW) {
            throw new UnreadableException();
        }
        int older = Math.max(0, messages.size() - mostMessages);
        return new ConversationWindow(id, header.bringUp(head), messages.subList(older, messages.size()));
    }

    /** Adds a message, or puts it into its place; what is there may be newer than the head, and then newer than this. */
    private static void bringIn(List<Message> messages, Message message) {
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
