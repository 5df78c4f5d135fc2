package dev.chatstore.bench;

import dev.chatstore.api.NewMessage;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Aim.Kind;
import dev.chatstore.bench.measure.Comparison;
import dev.chatstore.bench.measure.PlotPoint;
import dev.chatstore.bench.measure.Side;
import dev.chatstore.bench.raw.RawPool;
import dev.chatstore.bench.raw.RawRecent;
import dev.chatstore.bench.raw.RawSessions;
import dev.chatstore.bench.report.Plot;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.bench.store.SessionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The measurements of one database. Those with most threads come first, so that they warm up for the others. */
final class DatabaseSteps {
    private static final int SHARED = 32;
    private static final int MOST = 128;
    private static final int LIMIT = 50;
    private static final int SHORT_HISTORY = 10;
    private static final int USUAL_LENGTH = 200;
    private static final String INSERT = "one-row insert";

    private final Backend backend;
    private final Options options;
    private final Supplier<StoreUnderTest> store;
    private final ConversationSet many;
    private final String toMany;
    private final List<NewMessage> usual = SampleMessages.ofLength(USUAL_LENGTH, 256);
    private final List<Step> steps = new ArrayList<>();

    DatabaseSteps(Backend backend, Options options, Supplier<StoreUnderTest> store) {
        this.backend = backend;
        this.options = options;
        this.store = store;
        many = ConversationSet.random("many", 100, options.many());
        toMany = ", %,d conversations".formatted(options.many());
        BackendAims aims = BackendAims.of(backend);
        shared(aims);
        single(aims);
        histories();
        reads();
        if (backend.isServer()) {
            sessions();
        }
        steps.addAll(
                new ImportSteps(backend, options, aims.bulk(), () -> store.get().database()).all());
        callers();
        texts();
        conversations();
    }

    List<Step> all() {
        return steps;
    }

    /** Opens the sides of a comparison: the store first, then raw operations. */
    private interface Sides {
        List<Side> open(StoreUnderTest store, Resources resources) throws Exception;
    }

    private void shared(BackendAims aims) {
        append(
                "append, 32 callers" + toMany,
                List.of(aims.shared(), aims.cpu()),
                List.of(
                        point(Plot.CALLERS, SHARED),
                        point(Plot.CONVERSATIONS, many.ids().size())),
                SHARED,
                many,
                usual);
        appendWithId("append with id, 32 callers" + toMany, aims.sharedWithIds(), SHARED);
        append(
                "append, 128 callers" + toMany,
                List.of(aims.many()),
                List.of(point(Plot.CALLERS, MOST)),
                MOST,
                many,
                usual);
    }

    private void single(BackendAims aims) {
        append(
                "append, 1 caller" + toMany,
                List.of(aims.append()),
                List.of(point(Plot.CALLERS, 1), point(Plot.LENGTHS, USUAL_LENGTH)),
                1,
                many,
                usual);
        appendWithId("append with id, 1 caller" + toMany, aims.withId(), 1);
    }

    private void append(
            String path,
            List<Aim> aims,
            List<PlotPoint> points,
            int callers,
            ConversationSet conversations,
            List<NewMessage> messages) {
        add(path, aims, points, callers, List.of(conversations), List.of(conversations), (on, resources) -> {
            RawPool pool = resources.add(on.database().writers(callers));
            return List.of(
                    new Side("store", on.append(conversations, messages)),
                    new Side(INSERT, on.insert(pool, conversations, messages)));
        });
    }

    private void appendWithId(String path, Aim aim, int callers) {
        add(path, List.of(aim), List.of(), callers, List.of(many), List.of(many), (on, resources) -> {
            RawPool pool = resources.add(on.database().writers(callers));
            return List.of(new Side("store", on.appendWithId(many)), new Side(INSERT, on.insert(pool, many, usual)));
        });
    }

    private void histories() {
        ConversationSet few = ConversationSet.ofLength(SHORT_HISTORY);
        int longest =
                options.histories().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int length : options.histories()) {
            ConversationSet longer = ConversationSet.ofLength(length);
            add(
                    "append, 1 caller, at a history of %,d vs. at 10".formatted(length),
                    List.of(length == longest ? Aim.timeWithin(1.05) : Aim.none(Kind.TIME)),
                    List.of(point(Plot.HISTORY, length)),
                    1,
                    List.of(longer, few),
                    List.of(),
                    (on, resources) -> List.of(
                            new Side("store", on.append(longer, usual)),
                            new Side("store, history of 10", on.append(few, usual))));
        }
        if (!options.isShort()) {
            append(
                    "append, 1 caller, at a history of 10",
                    List.of(Aim.none(Kind.TIME)),
                    List.of(point(Plot.HISTORY, SHORT_HISTORY)),
                    1,
                    few,
                    usual);
        }
    }

    private void reads() {
        read(1, Aim.timeWithin(1.15), List.of(new PlotPoint(Plot.TIERS.id(), backend.toString(), 0)));
        if (backend.isServer()) {
            read(8, Aim.rateAtLeast(0.85), List.of());
            read(SHARED, Aim.rateAtLeast(0.85), List.of());
        }
    }

    private void read(int callers, Aim aim, List<PlotPoint> points) {
        String path = "recent(%d), %s".formatted(LIMIT, callers(callers)) + toMany;
        add(path, List.of(aim), points, callers, List.of(many), List.of(), (on, resources) -> {
            RawRecent query = resources.add(new RawRecent(on.database().readers(callers)));
            return List.of(
                    new Side("store", on.recent(many, LIMIT)),
                    new Side("query, same objects", () -> query.messages(many.nextId(), LIMIT)));
        });
    }

    private void sessions() {
        String path = "session update, 1 caller, 1,000 sessions";
        add(path, List.of(Aim.timeWithin(1.3)), List.of(), 1, List.of(), List.of(), (on, resources) -> {
            SessionSet sessions = new SessionSet(on.storage());
            sessions.create();
            RawSessions rows = resources.add(new RawSessions(on.database().writers(1)));
            rows.copy();
            return List.of(
                    new Side("store", sessions::update),
                    new Side("select and update of a row", () -> rows.update(SessionSet.any())));
        });
    }

    private void callers() {
        for (int callers : options.callers()) {
            append(
                    "append, " + callers(callers) + toMany,
                    List.of(Aim.none(Kind.RATE)),
                    List.of(point(Plot.CALLERS, callers)),
                    callers,
                    many,
                    usual);
        }
    }

    private void texts() {
        for (int length : options.lengths()) {
            append(
                    "append, 1 caller, texts of %,d bytes".formatted(length),
                    List.of(Aim.none(Kind.TIME)),
                    List.of(point(Plot.LENGTHS, length)),
                    1,
                    many,
                    SampleMessages.ofLength(length, 64));
        }
    }

    private void conversations() {
        for (int count : options.conversations()) {
            append(
                    "append, 32 callers, %,d %s".formatted(count, count == 1 ? "conversation" : "conversations"),
                    List.of(Aim.none(Kind.RATE)),
                    List.of(point(Plot.CONVERSATIONS, count)),
                    SHARED,
                    ConversationSet.random("one-of-" + count, 1, count),
                    usual);
        }
    }

    private void add(
            String path,
            List<Aim> aims,
            List<PlotPoint> points,
            int callers,
            List<ConversationSet> inStore,
            List<ConversationSet> inRaw,
            Sides sides) {
        String named = backend + " " + path;
        steps.add(new Step(named, aims, points, plan -> plan.duration(2), inStore, inRaw, plan -> {
            StoreUnderTest on = store.get();
            try (Resources resources = new Resources()) {
                return new Comparison(
                                named,
                                callers,
                                sides.open(on, resources),
                                aims,
                                on.database().processes())
                        .measure(plan);
            }
        }));
    }

    private PlotPoint point(Plot plot, double x) {
        return new PlotPoint(plot.id(), backend.toString(), x);
    }

    private static String callers(int callers) {
        return callers == 1 ? "1 caller" : callers + " callers";
    }
}
