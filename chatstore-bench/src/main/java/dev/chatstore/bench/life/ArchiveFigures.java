package dev.chatstore.bench.life;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the archive of one store cost.
 *
 * @param messages the number of messages that were moved, and later brought back
 * @param rate messages moved in a second, without the training of the dictionary
 * @param trainingSeconds the time until the first conversation was looked at
 * @param bytes the size of a message as JSON
 * @param stored the size of a message in its segment
 * @param medianRead the median of the times in which one conversation was read back, in milliseconds
 * @param p99Read the 99th percentile of these times
 * @param rateBack messages brought back in a second
 */
record ArchiveFigures(
        long messages,
        double rate,
        double trainingSeconds,
        double bytes,
        double stored,
        double medianRead,
        double p99Read,
        double rateBack) {
    /** Returns the rows of stores that were archived in the same way. */
    static List<LifeRow> rows(String name, List<ArchiveFigures> stores) {
        return List.of(
                row(name + ": messages moved", "", stores, ArchiveFigures::messages),
                row(name + ": archive", "messages/s", stores, ArchiveFigures::rate),
                row(name + ": training of the dictionary", "s", stores, ArchiveFigures::trainingSeconds),
                row(name + ": a message as JSON", "bytes", stores, ArchiveFigures::bytes),
                row(name + ": a message in the archive", "bytes", stores, ArchiveFigures::stored),
                row(name + ": archive / JSON", "", stores, store -> store.stored() / store.bytes()),
                row(name + ": read of a conversation, median", "ms", stores, ArchiveFigures::medianRead),
                row(name + ": read of a conversation, p99", "ms", stores, ArchiveFigures::p99Read),
                row(name + ": unarchive", "messages/s", stores, ArchiveFigures::rateBack));
    }

    private static LifeRow row(
            String measured, String unit, List<ArchiveFigures> stores, ToDoubleFunction<ArchiveFigures> figure) {
        return new LifeRow(
                measured,
                unit,
                stores.stream().map(store -> figure.applyAsDouble(store)).toList());
    }
}
