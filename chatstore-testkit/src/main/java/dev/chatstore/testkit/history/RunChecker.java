package dev.chatstore.testkit.history;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.testkit.history.RecordedRun.AppendCall;
import dev.chatstore.testkit.history.RecordedRun.Ending;
import dev.chatstore.testkit.history.RecordedRun.MessageIdentity;
import dev.chatstore.testkit.history.RecordedRun.Outcome;
import dev.chatstore.testkit.history.RecordedRun.ReadCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the calls on one conversation against the messages that are stored in the end. Messages are only ever added at
 * the end, so the conversation's length describes its whole state, and each call bounds the length: the messages that
 * it wrote or read existed when it ended, and those that it added or did not read did not exist when it began. A run is
 * correct if no upper bound is below a lower bound that was established earlier in real time.
 */
final class RunChecker {
    private final String name;
    private final RecordedRun run;
    private final List<Message> stored;
    private final boolean showsBeforeDurable;
    private final Set<MessageIdentity> sent = new HashSet<>();
    private final Map<MessageIdentity, List<Integer>> places = new HashMap<>();
    private final TreeSet<Long> appendEnds = new TreeSet<>();
    private final List<LengthBound> bounds = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    RunChecker(ConversationId id, RecordedRun run, List<Message> stored, boolean showsBeforeDurable) {
        this.name = id.toString();
        this.run = run;
        this.stored = stored;
        this.showsBeforeDurable = showsBeforeDurable;
    }

    List<String> faults() {
        appendEnds.add(0L);
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).sequence() != i + 1) {
                fault(
                        "the message at position %s has the sequence %s",
                        i + 1, stored.get(i).sequence());
            }
            places.computeIfAbsent(MessageIdentity.of(stored.get(i)), any -> new ArrayList<>())
                    .add(i);
        }
        checkAppends();
        run.reads().forEach(this::checkRead);
        checkRealTime();
        return faults;
    }

    private void checkAppends() {
        Map<List<MessageIdentity>, List<AppendCall>> attempts = new LinkedHashMap<>();
        run.appends()
                .forEach(call -> attempts.computeIfAbsent(call.identities, any -> new ArrayList<>())
                        .add(call));
        attempts.forEach((identities, calls) -> {
            if (!identities.stream().allMatch(sent::add)) {
                fault("the run cannot be checked: two appends share a message like %s", identities.get(0));
            } else if (calls.size() > 1 && identities.stream().anyMatch(identity -> identity.id() == null)) {
                fault("the run cannot be checked: %s was sent again without ids", identities);
            } else {
                checkAppend(identities, calls);
            }
        });
        for (MessageIdentity identity : places.keySet()) {
            if (!sent.contains(identity)) {
                fault("%s is stored, but no thread sent it", identity);
            }
        }
    }

    /** Checks all attempts of one append. */
    private void checkAppend(List<MessageIdentity> identities, List<AppendCall> calls) {
        boolean acknowledged = calls.stream().anyMatch(call -> call.ending.outcome() == Outcome.ACKNOWLEDGED);
        boolean failed = calls.stream().allMatch(call -> call.ending.outcome() == Outcome.FAILED);
        List<Integer> found = new ArrayList<>();
        identities.forEach(identity -> found.addAll(places.getOrDefault(identity, List.of())));
        if (found.isEmpty()) {
            if (acknowledged) {
                fault("%s was acknowledged, but is not stored", identities);
            }
            return;
        }
        if (failed) {
            fault("%s was refused, but is stored", identities);
        } else if (found.size() > identities.size()) {
            fault("%s is stored more than once, at %s", identities, sequences(found));
        } else if (found.size() < identities.size()) {
            fault("only a part of %s is stored, at %s", identities, sequences(found));
        } else if (found.get(found.size() - 1) - found.get(0) != identities.size() - 1 || !isRising(found)) {
            fault("%s is not stored contiguously and in order, but at %s", identities, sequences(found));
        } else {
            checkStored(identities, calls, found.get(0));
        }
    }

    /** Records the bounds of a stored append, and checks its receipts. */
    private void checkStored(List<MessageIdentity> identities, List<AppendCall> calls, int place) {
        int last = place + identities.size();
        appendEnds.add((long) last);
        long start = calls.stream().mapToLong(call -> call.start).min().orElseThrow();
        bounds.add(LengthBound.atMost(place, start, "added by " + identities));
        for (AppendCall call : calls) {
            Ending ending = call.ending;
            AppendReceipt receipt = ending.receipt();
            if (receipt == null) {
                continue;
            }
            bounds.add(LengthBound.atLeast(last, ending.at(), "acknowledged " + identities));
            List<Long> kept =
                    stored.subList(place, last).stream().map(Message::sequence).toList();
            if (!receipt.sequences().equals(kept)) {
                fault("%s was acknowledged at %s, but is stored at %s", identities, receipt.sequences(), kept);
            }
            if (stored.subList(place, last).stream().anyMatch(sibling -> sibling.version() != receipt.version())) {
                fault("%s was acknowledged with version %s, but has another one", identities, receipt.version());
            }
        }
    }

    private void checkRead(ReadCall read) {
        List<Message> seen = read.messages();
        int kept = showsBeforeDurable ? kept(seen) : seen.size();
        if (kept < seen.size()) {
            // Its end says nothing about the order that remained.
            if (kept > 0) {
                bounds.add(LengthBound.atLeast(
                        seen.get(kept - 1).sequence(), read.end(), "returned and kept by " + read.slice()));
            }
            return;
        }
        for (int i = 0; i < seen.size(); i++) {
            long sequence = seen.get(i).sequence();
            if (sequence < 1 || sequence > stored.size()) {
                fault("%s returned the sequence %s, which is not stored", read.slice(), sequence);
                return;
            }
            if (!MessageIdentity.of(seen.get(i)).equals(MessageIdentity.of(stored.get((int) sequence - 1)))) {
                fault("%s returned a message at %s that differs from the stored one", read.slice(), sequence);
                return;
            }
            if (i > 0 && sequence != seen.get(i - 1).sequence() + 1) {
                fault(
                        "%s returned %s right after %s",
                        read.slice(), sequence, seen.get(i - 1).sequence());
                return;
            }
        }
        LengthRange range = LengthRange.of(read.slice(), seen);
        if (range.fault() != null) {
            fault("%s %s", read.slice(), range.fault());
            return;
        }
        if (range.isExact() && !appendEnds.contains(range.least())) {
            fault("%s returned a part of an append, up to %s", read.slice(), range.least());
        }
        bounds.add(LengthBound.atLeast(range.least(), read.end(), "returned by " + read.slice()));
        bounds.add(LengthBound.atMost(range.most(), read.start(), "the end of " + read.slice()));
    }

    /** Returns how many messages of a read are stored where it saw them, if the others were sent and a server may have lost them. */
    private int kept(List<Message> seen) {
        int kept = 0;
        while (kept < seen.size() && isStored(seen.get(kept))) {
            kept++;
        }
        boolean areSent = seen.stream().skip(kept).map(MessageIdentity::of).allMatch(sent::contains);
        return areSent ? kept : seen.size();
    }

    private boolean isStored(Message seen) {
        long sequence = seen.sequence();
        return sequence >= 1
                && sequence <= stored.size()
                && MessageIdentity.of(seen).equals(MessageIdentity.of(stored.get((int) sequence - 1)));
    }

    /** Compares every upper bound with the highest lower bound that was established before its call began. */
    private void checkRealTime() {
        List<LengthBound> established =
                bounds.stream().filter(LengthBound::isLower).sorted(byTime()).toList();
        List<LengthBound> begun = bounds.stream()
                .filter(bound -> !bound.isLower())
                .sorted(byTime())
                .toList();
        int next = 0;
        LengthBound highest = LengthBound.atLeast(0, Long.MIN_VALUE, "nothing");
        for (LengthBound upper : begun) {
            while (next < established.size() && established.get(next).at() < upper.at()) {
                LengthBound lower = established.get(next++);
                highest = lower.length() > highest.length() ? lower : highest;
            }
            if (highest.length() > upper.length()) {
                fault(
                        "%s had at least %s messages (%s) before the call began for which it had at most %s (%s)",
                        name, highest.length(), highest.what(), upper.length(), upper.what());
            }
        }
    }

    private static Comparator<LengthBound> byTime() {
        return Comparator.comparingLong(LengthBound::at);
    }

    private static boolean isRising(List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> sequences(List<Integer> places) {
        return places.stream().map(place -> place + 1).toList();
    }

    private void fault(String format, Object... parts) {
        faults.add(name + ": " + format.formatted(parts));
    }
}
