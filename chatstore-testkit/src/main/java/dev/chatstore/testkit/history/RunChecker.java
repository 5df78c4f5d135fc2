package dev.chatstore.testkit.history;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.testkit.history.RecordedRun.AppendCall;
import dev.chatstore.testkit.history.RecordedRun.Ending;
import dev.chatstore.testkit.history.RecordedRun.Fate;
import dev.chatstore.testkit.history.RecordedRun.Mark;
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
 * Judges the calls on one conversation by what is stored in the end. Since messages only ever join at the end, the
 * conversation's length tells the whole of its state, and each call bounds it: what it wrote or saw was there when it
 * ended, what it added or did not see was not there when it began. A run is in order if no bound contradicts one that
 * was settled before it in real time.
 */
final class RunChecker {
    private final String name;
    private final RecordedRun run;
    private final List<Message> stored;
    private final Map<Mark, List<Integer>> places = new HashMap<>();
    private final TreeSet<Long> appendEnds = new TreeSet<>();
    private final List<LengthBound> bounds = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    RunChecker(ConversationId id, RecordedRun run, List<Message> stored) {
        this.name = id.toString();
        this.run = run;
        this.stored = stored;
    }

    List<String> faults() {
        appendEnds.add(0L);
        for (int i = 0; i < stored.size(); i++) {
            if (stored.get(i).sequence() != i + 1) {
                fault(
                        "the message in place %s has the sequence %s",
                        i + 1, stored.get(i).sequence());
            }
            places.computeIfAbsent(Mark.of(stored.get(i)), any -> new ArrayList<>())
                    .add(i);
        }
        judgeAppends();
        run.reads().forEach(this::judgeRead);
        judgeRealTime();
        return faults;
    }

    private void judgeAppends() {
        Map<List<Mark>, List<AppendCall>> sendings = new LinkedHashMap<>();
        run.appends()
                .forEach(call -> sendings.computeIfAbsent(call.marks, any -> new ArrayList<>())
                        .add(call));
        Set<Mark> sent = new HashSet<>();
        sendings.forEach((marks, calls) -> {
            if (!marks.stream().allMatch(sent::add)) {
                fault("the run cannot be judged: two appends share a message like %s", marks.get(0));
            } else if (calls.size() > 1 && marks.stream().anyMatch(mark -> mark.id() == null)) {
                fault("the run cannot be judged: %s was sent again without ids", marks);
            } else {
                judgeAppend(marks, calls);
            }
        });
        for (Mark mark : places.keySet()) {
            if (!sent.contains(mark)) {
                fault("%s is there and nobody sent it", mark);
            }
        }
    }

    /** Judges all sendings of one append. */
    private void judgeAppend(List<Mark> marks, List<AppendCall> calls) {
        boolean acknowledged = calls.stream().anyMatch(call -> call.ending.fate() == Fate.ACKNOWLEDGED);
        boolean failed = calls.stream().allMatch(call -> call.ending.fate() == Fate.FAILED);
        List<Integer> found = new ArrayList<>();
        marks.forEach(mark -> found.addAll(places.getOrDefault(mark, List.of())));
        if (found.isEmpty()) {
            if (acknowledged) {
                fault("%s was acknowledged and is not there", marks);
            }
            return;
        }
        if (failed) {
            fault("%s was refused and is there", marks);
        } else if (found.size() > marks.size()) {
            fault("%s is there more than once, at %s", marks, sequences(found));
        } else if (found.size() < marks.size()) {
            fault("only a part of %s is there, at %s", marks, sequences(found));
        } else if (found.get(found.size() - 1) - found.get(0) != marks.size() - 1 || !isRising(found)) {
            fault("%s does not stand together and in order, but at %s", marks, sequences(found));
        } else {
            settle(marks, calls, found.get(0));
        }
    }

    /** Takes down where an append stands, and holds its receipts to that. */
    private void settle(List<Mark> marks, List<AppendCall> calls, int place) {
        int last = place + marks.size();
        appendEnds.add((long) last);
        long start = calls.stream().mapToLong(call -> call.start).min().orElseThrow();
        bounds.add(LengthBound.atMost(place, start, marks + ", added by it,"));
        for (AppendCall call : calls) {
            Ending ending = call.ending;
            AppendReceipt receipt = ending.receipt();
            if (receipt == null) {
                continue;
            }
            bounds.add(LengthBound.atLeast(last, ending.at(), "acknowledged " + marks));
            List<Long> kept =
                    stored.subList(place, last).stream().map(Message::sequence).toList();
            if (!receipt.sequences().equals(kept)) {
                fault("%s was acknowledged at %s and is at %s", marks, receipt.sequences(), kept);
            }
            if (stored.subList(place, last).stream().anyMatch(kin -> kin.version() != receipt.version())) {
                fault("%s was acknowledged as version %s and has another", marks, receipt.version());
            }
        }
    }

    private void judgeRead(ReadCall read) {
        List<Message> seen = read.messages();
        for (int i = 0; i < seen.size(); i++) {
            long sequence = seen.get(i).sequence();
            if (sequence < 1 || sequence > stored.size()) {
                fault("%s showed the sequence %s, which is not there", read.slice(), sequence);
                return;
            }
            if (!Mark.of(seen.get(i)).equals(Mark.of(stored.get((int) sequence - 1)))) {
                fault("%s showed another message at %s than is there", read.slice(), sequence);
                return;
            }
            if (i > 0 && sequence != seen.get(i - 1).sequence() + 1) {
                fault(
                        "%s showed %s right after %s",
                        read.slice(), sequence, seen.get(i - 1).sequence());
                return;
            }
        }
        LengthRange window = LengthRange.of(read.slice(), seen);
        if (window.fault() != null) {
            fault("%s %s", read.slice(), window.fault());
            return;
        }
        if (window.isExact() && !appendEnds.contains(window.least())) {
            fault("%s showed half of an append, up to %s", read.slice(), window.least());
        }
        bounds.add(LengthBound.atLeast(window.least(), read.end(), "shown by " + read.slice()));
        bounds.add(LengthBound.atMost(window.most(), read.start(), "the end for " + read.slice() + ","));
    }

    /** Holds every upper bound against the highest lower bound that was settled before its call began. */
    private void judgeRealTime() {
        List<LengthBound> settled =
                bounds.stream().filter(LengthBound::isLower).sorted(byTime()).toList();
        List<LengthBound> begun = bounds.stream()
                .filter(bound -> !bound.isLower())
                .sorted(byTime())
                .toList();
        int next = 0;
        LengthBound highest = LengthBound.atLeast(0, Long.MIN_VALUE, "nothing");
        for (LengthBound upper : begun) {
            while (next < settled.size() && settled.get(next).at() < upper.at()) {
                LengthBound lower = settled.get(next++);
                highest = lower.length() > highest.length() ? lower : highest;
            }
            if (highest.length() > upper.length()) {
                fault(
                        "%s was already %s messages long by what was %s, before the call for which it was at most %s: %s",
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
