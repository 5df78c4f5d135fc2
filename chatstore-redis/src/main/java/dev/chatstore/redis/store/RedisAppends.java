package dev.chatstore.redis.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.ScriptCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Appends to many conversations. Each append is one script; those of all conversations are sent together, those of one
 * conversation in their order. A conversation that does not exist is added to the list of its tenant before it is
 * created.
 */
final class RedisAppends {
    private final StoreContext store;
    private final ConversationLists lists;

    RedisAppends(StoreContext store, ConversationLists lists) {
        this.store = store;
        this.lists = lists;
    }

    List<AppendOutcome> appendAll(List<Append> appends) {
        Instant created = Micros.toInstant(store.nowMicros());
        AppendOutcome[] outcomes = new AppendOutcome[appends.size()];
        Map<ConversationId, AppendPipeline> pipelines = new LinkedHashMap<>();
        for (int i = 0; i < appends.size(); i++) {
            Append append = appends.get(i);
            pipelines
                    .computeIfAbsent(
                            append.conversation(),
                            id -> new AppendPipeline(store.keys().of(id)))
                    .add(new PendingAppend(append, i, created, store.token()));
        }
        try {
            return store.locks().whileLocked(List.copyOf(pipelines.keySet()), () -> {
                while (!pipelines.isEmpty()) {
                    addEntries(pipelines, created, outcomes);
                    sendRound(pipelines, outcomes);
                    pipelines.values().removeIf(AppendPipeline::isDone);
                }
                return Arrays.asList(outcomes);
            });
        } catch (UnavailableException e) {
            // The locks were not free in time, and nothing was sent.
            return appends.stream()
                    .<AppendOutcome>map(append -> new AppendRefusal(append.conversation(), e))
                    .toList();
        }
    }

    /** Adds the missing conversations to the lists, at the time at which they will be created. */
    private void addEntries(Map<ConversationId, AppendPipeline> pipelines, Instant created, AppendOutcome[] outcomes) {
        long now = Micros.of(created);
        Map<ConversationId, ListEntry> added = new HashMap<>();
        pipelines.forEach((id, pipeline) -> {
            if (pipeline.needsEntry()) {
                added.put(id, lists.newEntry(id, now, now));
            }
        });
        try {
            lists.addAll(added);
            pipelines.forEach(
                    (id, pipeline) -> Optional.ofNullable(added.get(id)).ifPresent(pipeline::createWith));
        } catch (UnavailableException e) {
            pipelines.values().stream()
                    .filter(AppendPipeline::needsEntry)
                    .flatMap(pipeline -> pipeline.cancel().stream())
                    .forEach(pending -> outcomes[pending.index()] = pending.refusal(e));
            pipelines.values().removeIf(AppendPipeline::isDone);
        }
    }

    private void sendRound(Map<ConversationId, AppendPipeline> pipelines, AppendOutcome[] outcomes) {
        List<AppendPipeline> senders = new ArrayList<>();
        List<PendingAppend> sent = new ArrayList<>();
        List<ScriptCall> calls = new ArrayList<>();
        for (AppendPipeline pipeline : pipelines.values()) {
            for (PendingAppend pending : pipeline.next()) {
                senders.add(pipeline);
                sent.add(pending);
                calls.add(pipeline.call(pending));
            }
        }
        List<RedisCalls.Result> results = store.calls().runAll(calls);
        for (int i = 0; i < results.size(); i++) {
            PendingAppend pending = sent.get(i);
            AppendOutcome outcome = senders.get(i).outcome(pending, results.get(i));
            if (outcome != null) {
                outcomes[pending.index()] = outcome;
                pending.change(outcome).ifPresent(store::committed);
            }
        }
        Map<ConversationId, ListEntry> unused = new HashMap<>();
        pipelines.forEach((id, pipeline) -> pipeline.unusedEntry().ifPresent(entry -> unused.put(id, entry)));
        lists.removeAll(unused);
    }
}
