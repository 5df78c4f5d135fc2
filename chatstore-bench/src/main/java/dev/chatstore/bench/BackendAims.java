package dev.chatstore.bench;

import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Aim.Kind;
import dev.chatstore.bench.store.Backend;

/**
 * The aims of a backend's appends and imports.
 *
 * @param append time at one caller
 * @param withId time at one caller, with ids
 * @param shared rate at 32 callers
 * @param sharedWithIds rate at 32 callers, with ids
 * @param many rate at 128 callers
 * @param cpu processor time at 32 callers
 * @param bulk time of an import
 */
record BackendAims(Aim append, Aim withId, Aim shared, Aim sharedWithIds, Aim many, Aim cpu, Aim bulk) {
    private static final Aim HALF = Aim.cpuWithin(0.5);

    static BackendAims of(Backend backend) {
        return switch (backend) {
            case SQLITE ->
                new BackendAims(
                        Aim.timeWithin(1.3),
                        Aim.timeWithin(1.5),
                        Aim.rateAtLeast(4),
                        Aim.rateAtLeast(3.4),
                        Aim.rateAtLeast(5),
                        Aim.none(Kind.CPU),
                        Aim.timeWithin(1.3));
            case POSTGRES -> server(1.35, 1.4, 1.6, 3, 1.4);
            case MYSQL -> server(1.5, 1.5, 1.3, 2, 1.3);
            case MARIADB -> server(1.4, 1.45, 1.1, 2, 1.4);
        };
    }

    private static BackendAims server(double append, double withId, double shared, double many, double bulk) {
        return new BackendAims(
                Aim.timeWithin(append),
                Aim.timeWithin(withId),
                Aim.rateAtLeast(shared),
                Aim.none(Kind.RATE),
                Aim.rateAtLeast(many),
                HALF,
                Aim.timeWithin(bulk));
    }
}
