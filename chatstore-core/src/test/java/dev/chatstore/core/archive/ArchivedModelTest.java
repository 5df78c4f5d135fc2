package dev.chatstore.core.archive;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.testkit.model.ChatStoreModelContract;
import dev.chatstore.testkit.model.MessageMoves;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Messages move into segments and back between the calls, which are those of a store without an archive. */
class ArchivedModelTest extends ChatStoreModelContract {
    private HeapPlace place = new HeapPlace(InstantSource.system());
    private final Map<Boolean, ArchivedBackend> opened = new HashMap<>();

    @Override
    protected Storage open(InstantSource clock, Map<String, String> settings) {
        place = new HeapPlace(clock);
        return ArchivedStores.open(clock, settings, durable -> {
            ArchivedBackend archived = ArchivedStores.around(durable, place);
            opened.put(true, archived);
            return ArchivedStores.withoutSegments(archived);
        });
    }

    @Override
    protected Storage openModel(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .open();
    }

    @Override
    protected MessageMoves moves() {
        ArchivedBackend archived = Objects.requireNonNull(opened.get(true));
        return new MessageMoves() {
            @Override
            public void archive(ConversationId id, int messages) {
                boolean isInPlace = messages % 2 == 0;
                ArchivedModelTest.archive(archived, archived.moving(isInPlace ? place : null, messages), id);
            }

            @Override
            public void takeBack(ConversationId id, long downTo) {
                archived.moving(null, 1).takeBack(id, downTo);
            }
        };
    }

    private static void archive(Backend archived, Segments segments, ConversationId id) {
        Conversation head = archived.chats().find(id).orElse(null);
        if (head != null) {
            List<Segment> all = segments.index().list(id);
            long first = all.isEmpty()
                    ? head.firstSequence()
                    : all.get(all.size() - 1).last() + 1;
            if (first < head.lastSequence()) {
                segments.move(head, first, head.lastSequence() - 1);
            }
        }
    }
}
