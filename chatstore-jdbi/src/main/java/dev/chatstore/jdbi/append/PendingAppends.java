package dev.chatstore.jdbi.append;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import java.util.List;
import java.util.stream.Stream;

/** The appends of one call. */
final class PendingAppends extends PendingWrite {
    private final List<AppendWithToken> appends;
    private final int messages;
    private final long characters;
    private List<AppendOutcome> outcomes = List.of();

    PendingAppends(List<AppendWithToken> appends) {
        this.appends = appends;
        int count = 0;
        long length = 0;
        for (AppendWithToken append : appends) {
            for (NewMessage message : append.append().messages()) {
                count++;
                length += message.text().length();
            }
        }
        messages = count;
        characters = length;
    }

    List<AppendWithToken> appends() {
        return appends;
    }

    List<AppendOutcome> outcomes() {
        return outcomes;
    }

    void succeed(List<AppendOutcome> outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    void fail(ChatStoreException reason) {
        outcomes = appends.stream()
                .map(AppendWithToken::append)
                .map(Append::conversation)
                .<AppendOutcome>map(id -> new AppendRefusal(id, reason))
                .toList();
    }

    @Override
    Stream<ConversationId> conversations() {
        return appends.stream().map(member -> member.append().conversation());
    }

    @Override
    int messages() {
        return messages;
    }

    @Override
    long characters() {
        return characters;
    }
}
