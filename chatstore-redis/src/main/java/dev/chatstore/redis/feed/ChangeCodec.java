package dev.chatstore.redis.feed;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.redis.codec.ByteSink;
import dev.chatstore.redis.codec.ByteSource;
import dev.chatstore.redis.codec.ConversationCodec;
import dev.chatstore.redis.codec.MessageCodec;
import dev.chatstore.redis.codec.UnreadableException;
import java.util.ArrayList;
import java.util.List;

/** Writes changes as bytes and reads them back equal. */
final class ChangeCodec {
    private static final int APPENDED = 1;
    private static final int REVISED = 2;
    private static final int DESCRIBED = 3;
    private static final int REMOVED = 4;

    private ChangeCodec() {}

    static ByteSink write(Change change) {
        ByteSink to = new ByteSink();
        to.put(code(change));
        to.putText(change.conversation().tenant()).putText(change.conversation().value());
        to.putNumber(change.version());
        if (change instanceof Change.Appended appended) {
            to.putNumber(appended.messages().size());
            appended.messages().forEach(message -> MessageCodec.write(to, message));
            Profile profile = appended.profile();
            to.put(profile == null ? 0 : 1);
            if (profile != null) {
                ConversationCodec.write(to, profile);
            }
        } else if (change instanceof Change.Revised revised) {
            MessageCodec.write(to, revised.message());
            to.putNumber(revised.addedTokens());
        } else if (change instanceof Change.Described described) {
            ConversationCodec.write(to, described.head());
        }
        return to;
    }

    static Change read(ByteSource from) {
        int code = from.oneByte();
        ConversationId id = new ConversationId(from.text(), from.text());
        long version = from.number();
        return switch (code) {
            case APPENDED ->
                new Change.Appended(
                        id, version, messages(from), from.oneByte() == 0 ? null : ConversationCodec.readProfile(from));
            case REVISED -> new Change.Revised(id, version, MessageCodec.read(from), from.number());
            case DESCRIBED -> new Change.Described(ConversationCodec.read(id, from));
            case REMOVED -> new Change.Removed(id, version);
            default -> throw new UnreadableException();
        };
    }

    private static List<Message> messages(ByteSource from) {
        int count = from.count();
        List<Message> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(MessageCodec.read(from));
        }
        return messages;
    }

    private static int code(Change change) {
        if (change instanceof Change.Appended) {
            return APPENDED;
        }
        if (change instanceof Change.Revised) {
            return REVISED;
        }
        return change instanceof Change.Described ? DESCRIBED : REMOVED;
    }
}
