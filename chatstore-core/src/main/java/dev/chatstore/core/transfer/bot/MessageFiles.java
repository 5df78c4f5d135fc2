package dev.chatstore.core.transfer.bot;

import dev.chatstore.api.Profile;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageLists;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;

/** Reads files that each have a list of messages and nothing else: a conversation with the file's name. */
final class MessageFiles {
    private MessageFiles() {}

    static void read(List<SourceFile> files, SourceReading reading, MessageLists.Reader message) throws IOException {
        for (SourceFile file : files) {
            Place place = new Place(file.name(), new Region(0, 0, 1, 1), null, null);
            try (JsonSource source = file.open()) {
                Element messages = Element.root(source);
                reading.conversation(new SourceConversation(
                        file.stem(), Profile.EMPTY, place, sink -> MessageLists.each(messages, message, sink)));
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }
}
