package dev.chatstore.redis.store;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.Change;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.ListPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends to many conversations. Each append is one script; those of all conversations are sent together, those of one
 * conversation in their order. A conversation that does not exist is added to the lists before it is created, and the
 * first append of a day to one that exists adds it to the list by activity before.
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
                            id -> new AppendPipeline(id, store.keys().of(id)))
                    .add(PendingAppend.of(append, i, created, store::token));
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

    /** Adds the entries that the next round needs to the lists, at the time of the append. */
    private void addEntries(Map<ConversationId, AppendPipeline> pipelines, Instant created, AppendOutcome[] outcomes) {
        List<AppendPipeline> needing =
                pipelines.values().stream().filter(AppendPipeline::needsEntries).toList();
        List<ListPlace> added = new ArrayList<>();
        List<ListPlace> superseded = new ArrayList<>();
        for (AppendPipeline pipeline : needing) {
            added.addAll(pipeline.newEntries(
                            Micros.of(created), store.nonce(store.clock().reported(pipeline.missingSince())))
                    .all());
            superseded.addAll(pipeline.superseded());
        }
        try {
            lists.add(added, superseded);
        } catch (UnavailableException | ClosedException e) {
            // An earlier round of other appends may be done, so each append has an outcome of its own.
            needing.stream()
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
        List<RedisCalls.Result> results = run(calls);
        for (int i = 0; i < results.size(); i++) {
            PendingAppend pending = sent.get(i);
            AppendOutcome outcome = senders.get(i).outcome(pending, results.get(i));
            if (outcome != null) {
                outcomes[pending.index()] = outcome;
                report(pending, outcome, senders.get(i));
            }
        }
        List<ListPlace> unused = new ArrayList<>();
        pipelines.values().forEach(pipeline -> unused.addAll(pipeline.unusedEntries()));
        lists.remove(unused);
    }

    private List<RedisCalls.Result> run(List<ScriptCall> calls) {
        try {
            return store.calls().runAll(calls);
        } catch (ClosedException e) {
            return Collections.nCopies(calls.size(), new RedisCalls.Result(null, e));
        }
    }

    private void report(PendingAppend pending, AppendOutcome outcome, AppendPipeline pipeline) {
        if (outcome instanceof AppendReceipt receipt && !receipt.duplicate()) {
            store.committed(
                    Change.Appended.of(pending.append(), receipt, pending.created(), pipeline.isFirst(receipt)));
        }
    }
}
