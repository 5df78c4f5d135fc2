package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.backend.DistinctRandom;
import dev.chatstore.core.pseudonym.Pseudonyms;
import dev.chatstore.core.transfer.identity.MessageNaming;
import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an import was told, and the steps that all formats share.
 *
 * @param chats the store
 * @param tenant the tenant of the conversations
 * @param origin a name that tells messages without ids from those of other sources, or empty
 * @param options the answers to what a source leaves open
 * @param listener is notified of the progress
 * @param cancelled says whether to end
 */
// Six components: HistoryImport has a method for each.
record ImportJob(
        ChatStore chats,
        String tenant,
        String origin,
        ImportOptions options,
        Consumer<ImportProgress> listener,
        BooleanSupplier cancelled) {
    /** The size of the largest text that a store accepts by default. */
    static final long DEFAULT_TEXT_BYTES = 1L << 20;

    /** The size of the largest text that any store accepts. */
    private static final long MAX_TEXT_BYTES = 16L << 20;

    /** Imports a source that is to be recognized; a dry run has no id. */
    ImportReport recognized(ImportSource source, boolean dry) throws IOException {
        try (SourceFiles files = source.open(maxTextBytes(), options)) {
            Recognition recognized = source.recognize(files, options);
            try {
                checkAnswers(files, recognized);
            } catch (Progress.Cancelled e) {
                Tally tally = new Tally("", recognized.format().name(), report -> {});
                tally.cancelled();
                return tally.report();
            }
            return deliver(files, recognized, dry ? "" : newRun(), source.name());
        }
    }

    /** Imports a source as a format, whatever its shape is. */
    ImportReport given(Format format, Path source) throws IOException {
        ImportSource given = ImportSource.of(source);
        try (SourceFiles files = given.open(maxTextBytes(), options)) {
            return deliver(files, Recognition.given(format, files), newRun(), given.name());
        }
    }

    VerifyReport verified(ImportSource source) throws IOException {
        try (SourceFiles files = source.open(maxTextBytes(), options)) {
            Recognition recognized = source.recognize(files, options);
            Verifying verifying = new Verifying(chats, naming(), limits(), new Progress(files, listener, cancelled));
            AnsweredReading reading = new AnsweredReading(files, options, tenant, Pseudonyms.in(chats), verifying);
            reading.read(recognized);
            return verifying.report();
        } catch (BrokenSource e) {
            throw new Tally("", "", report -> {}).broken(e.place(), e.reason());
        } catch (Progress.Cancelled e) {
            throw cancelled(e);
        }
    }

    static Inspection inspect(
            ImportSource source, ImportOptions options, Consumer<ImportProgress> listener, BooleanSupplier cancelled)
            throws IOException {
        try (SourceFiles files = source.open(DEFAULT_TEXT_BYTES, options)) {
            Recognition recognized = source.recognize(files, options);
            return Inspecting.of(files, recognized, options, new Progress(files, listener, cancelled));
        } catch (BrokenSource e) {
            throw new Tally("", "", report -> {}).broken(e.place(), e.reason());
        } catch (Progress.Cancelled e) {
            throw cancelled(e);
        }
    }

    private static CancellationException cancelled(Progress.Cancelled e) {
        CancellationException cancellation = new CancellationException(e.getMessage());
        cancellation.initCause(e);
        return cancellation;
    }

    private void checkAnswers(SourceFiles files, Recognition recognized) throws IOException {
        boolean unknownEncoding =
                new OpenQuestions().encoding(recognized.files()).isEncodingOpen();
        boolean named = options.conversation() != null || options.roles().containsValue(Role.ASSISTANT);
        if (unknownEncoding || recognized.format().mayAsk() || named) {
            Progress progress = new Progress(files, listener, cancelled);
            String open = Inspecting.questions(files, recognized, options, progress).stream()
                    .filter(Question::required)
                    .map(question -> question.kind() + " (" + question.kind().text() + ")")
                    .collect(Collectors.joining(", "));
            if (!open.isEmpty()) {
                throw new InvalidInputException("options", "must answer what the source leaves open: " + open, 0);
            }
        }
    }

    private ImportReport deliver(SourceFiles files, Recognition recognized, String run, String source)
            throws IOException {
        String format = recognized.format().name();
        RunLog log = run.isEmpty() ? RunLog.dry(chats) : RunLog.of(chats, run, tenant, format, source);
        Progress progress = new Progress(files, listener, cancelled);
        Tally tally = new Tally(run, format, progress::report);
        try (Delivery delivery = new Delivery(chats, tally, log)) {
            Delivering delivering = new Delivering(delivery, tally, naming(), limits(), progress);
            try {
                AnsweredReading reading = new AnsweredReading(files, options, tenant, Pseudonyms.in(chats), delivering);
                reading.read(recognized);
            } catch (BrokenSource e) {
                delivery.flush();
                log.ended(tally.report());
                throw tally.broken(e.place(), e.reason());
            } catch (Progress.Cancelled e) {
                tally.cancelled();
            }
            delivery.flush();
        } finally {
            tally.progress();
        }
        log.ended(tally.report());
        return tally.report();
    }

    private MessageNaming naming() {
        return new MessageNaming(origin, Pseudonyms.in(chats));
    }

    private @Nullable ConversationLoader limits() {
        return ConversationLoader.of(chats).orElse(null);
    }

    private long maxTextBytes() {
        return ConversationLoader.of(chats)
                .map(ConversationLoader::maxMessageBytes)
                .orElse(MAX_TEXT_BYTES);
    }

    private static String newRun() {
        return HexFormat.of().toHexDigits(new DistinctRandom(new SecureRandom()).nextLong());
    }
}
