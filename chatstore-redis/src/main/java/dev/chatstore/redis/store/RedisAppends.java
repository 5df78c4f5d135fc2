package dev.chatstore.redis.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.ScriptCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Appends to many conversations. Each append is one script. Those of all conversations are sent together; those of one
 * conversation in their order, the first of them alone, since it tells whether the conversation is there. One that is not
 * is put into the list of its tenant before it is made.
 */
final class RedisAppends {
    private final StoreContext store;
    private final ConversationLists lists;

    RedisAppends(StoreContext store, ConversationLists lists) {
        this.store = store;
        this.lists = lists;
    }

    List<AppendOutcome> run(List<Append> appends) {
        long now = store.nowMicros();
        AppendOutcome[] outcomes = new AppendOutcome[appends.size()];
        Map<ConversationId, AppendPipeline> lines = new LinkedHashMap<>();
        for (int i = 0; i < appends.size(); i++) {
            Append append = appends.get(i);
            lines.computeIfAbsent(
                            append.conversation(),
                            id -> new AppendPipeline(store.keys().of(id)))
                    .add(new PendingAppend(append, i, now, store.token()));
        }
        try {
            return store.locks().whileLocked(List.copyOf(lines.keySet()), () -> {
                while (!lines.isEmpty()) {
                    makeEntries(lines, now, outcomes);
                    round(lines, outcomes);
                    lines.values().removeIf(AppendPipeline::isDone);
                }
                return Arrays.asList(outcomes);
            });
        } catch (UnavailableException e) {
            // Their turn did not come.
            return appends.stream()
                    .<AppendOutcome>map(append -> new AppendRefusal(append.conversation(), e))
                    .toList();
        }
    }

    private void makeEntries(Map<ConversationId, AppendPipeline> lines, long now, AppendOutcome[] outcomes) {
        Map<ConversationId, ListEntry> made = new HashMap<>();
        lines.forEach((id, line) -> {
            if (line.needsEntry()) {
                made.put(id, lists.entry(id, now, now));
            }
        });
        try {
            lists.addAll(made);
            lines.forEach((id, line) -> Optional.ofNullable(made.get(id)).ifPresent(line::begin));
        } catch (UnavailableException e) {
            lines.values().stream()
                    .filter(AppendPipeline::needsEntry)
                    .flatMap(line -> line.giveUp().stream())
                    .forEach(pending -> outcomes[pending.index()] = pending.refusal(e));
            lines.values().removeIf(AppendPipeline::isDone);
        }
    }

    /** Sends what may be sent now, and tells each line what became of it. */
    private void round(Map<ConversationId, AppendPipeline> lines, AppendOutcome[] outcomes) {
        List<AppendPipeline> senders = new ArrayList<>();
        List<PendingAppend> sent = new ArrayList<>();
        List<ScriptCall> scripts = new ArrayList<>();
        for (AppendPipeline line : lines.values()) {
            for (PendingAppend pending : line.take()) {
                senders.add(line);
                sent.add(pending);
                scripts.add(line.call(pending));
            }
        }
        List<RedisCalls.Result> results = store.calls().runAll(scripts);
        for (int i = 0; i < results.size(); i++) {
            AppendOutcome outcome = senders.get(i).settle(sent.get(i), results.get(i));
            if (outcome != null) {
                outcomes[sent.get(i).index()] = outcome;
                sent.get(i).change(outcome).ifPresent(store::committed);
            }
        }
        Map<ConversationId, ListEntry> unused = new HashMap<>();
        lines.forEach((id, line) -> line.unusedEntry().ifPresent(entry -> unused.put(id, entry)));
        lists.removeAll(unused);
    }
}
