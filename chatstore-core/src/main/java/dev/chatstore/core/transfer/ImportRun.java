package dev.chatstore.core.transfer;

import java.time.Instant;

/**
 * A run that has stored something and was not undone.
 *
 * @param run its id, for {@link HistoryImport#undo}
 * @param started when it began to store
 * @param tenant the tenant of its conversations
 * @param source the name of the file or folder that it read, without the folders that lead to it; empty for a database
 * @param format the name of the format
 * @param ended whether it has noted what it did; otherwise it is running, or was ended from outside
 * @param conversations how many conversations it read, 0 if it has not ended
 * @param added how many messages it added, 0 if it has not ended
 * @param skipped how many records it left out, 0 if it has not ended
 */
// Nine components: what an operator tells runs apart by.
public record ImportRun(
        String run,
        Instant started,
        String tenant,
        String source,
        String format,
        boolean ended,
        long conversations,
        long added,
        long skipped) {}
