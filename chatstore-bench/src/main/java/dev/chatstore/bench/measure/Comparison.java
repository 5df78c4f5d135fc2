package dev.chatstore.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Operations that are measured together, in this process and against the same servers.
 *
 * @param path the name of the measured operation
 * @param callers number of threads of each side
 * @param sides the store first, then alternative raw operations
 * @param aims what is reported, and its bounds
 * @param servers ids of the processes of the servers
 */
public record Comparison(String path, int callers, List<Side> sides, List<Aim> aims, List<Long> servers) {
    /**
     * Warms up all sides at the full number of threads, and then measures them in alternating slices.
     *
     * @throws ExecutionException if an operation failed
     */
    public Result measure(Plan plan) throws InterruptedException, ExecutionException {
        return measure(plan, Timer.SYSTEM, Meter.of(servers));
    }

    Result measure(Plan plan, Timer timer, Meter meter) throws InterruptedException, ExecutionException {
        List<Team> teams = new ArrayList<>();
        try {
            for (Side side : sides) {
                teams.add(new Team(side.operation(), callers, timer, meter));
            }
            if (!plan.warmup().isZero()) {
                for (Team team : teams) {
                    team.run(plan.warmup());
                }
            }
            return measure(plan, teams);
        } finally {
            teams.forEach(Team::close);
        }
    }

    private Result measure(Plan plan, List<Team> teams) throws InterruptedException, ExecutionException {
        List<List<Figures>> figures = new ArrayList<>();
        sides.forEach(side -> figures.add(new ArrayList<>()));
        List<Load> loads = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            Slice[] sums = new Slice[sides.size()];
            OtherLoad others = OtherLoad.begin();
            for (int side : SliceOrder.round(sides.size())) {
                Slice slice = teams.get(side).run(plan.slice());
                others.add(slice);
                sums[side] = sums[side] == null ? slice : sums[side].plus(slice);
            }
            for (int side = 0; side < sums.length; side++) {
                figures.get(side).add(Figures.of(sums[side]));
            }
            loads.add(others.end());
        }
        List<Result.Measured> measured = new ArrayList<>();
        for (int side = 0; side < sides.size(); side++) {
            measured.add(new Result.Measured(sides.get(side).label(), List.copyOf(figures.get(side))));
        }
        return new Result(path, aims, List.of(), List.copyOf(measured), List.copyOf(loads), null);
    }
}
