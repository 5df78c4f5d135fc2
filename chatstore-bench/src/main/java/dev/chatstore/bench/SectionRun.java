package dev.chatstore.bench;

import dev.chatstore.bench.measure.Plan;
import dev.chatstore.bench.measure.Result;
import dev.chatstore.bench.report.Progress;
import dev.chatstore.bench.report.Reports;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Runs the selected steps of one section. A step that fails does not keep the others from being measured. */
final class SectionRun {
    private final Catalog catalog;
    private final Section section;
    private final Progress progress;
    private final int before;

    SectionRun(Catalog catalog, Section section, Instant started, PrintStream out) {
        this.catalog = catalog;
        this.section = section;
        progress = new Progress(planned(catalog), started, InstantSource.system(), out);
        before = catalog.selected().stream()
                .takeWhile(each -> !each.name().equals(section.name()))
                .mapToInt(each -> catalog.steps(each).size())
                .sum();
    }

    /** Returns how long each selected step of a run takes; the first one of a section also opens it. */
    static List<Duration> planned(Catalog catalog) {
        List<Duration> planned = new ArrayList<>();
        for (Section section : catalog.selected()) {
            Duration opening = section.opening();
            for (Step step : catalog.steps(section)) {
                Plan plan = step.plan(catalog.options(), !opening.isZero());
                planned.add(opening.plus(step.time().of(plan)));
                opening = Duration.ZERO;
            }
        }
        return planned;
    }

    List<Result> run() throws Exception {
        List<Result> results = new ArrayList<>();
        List<Step> steps = catalog.steps(section);
        try (section) {
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                progress.begin(before + i, step.path());
                if (i == 0) {
                    section.open(steps);
                }
                Result result = run(step, step.plan(catalog.options(), i == 0));
                results.add(result);
                progress.end(Reports.outcome(result));
            }
        }
        return results;
    }

    private static Result run(Step step, Plan plan) throws InterruptedException {
        try {
            return step.action().run(plan).at(step.points());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            e.printStackTrace();
            return Result.failed(step.path(), step.aims(), e.toString());
        }
    }
}
