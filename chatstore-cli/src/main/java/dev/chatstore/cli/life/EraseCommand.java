package dev.chatstore.cli.life;

import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.output.ProgressDisplay;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import dev.chatstore.core.erasure.ErasureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a person. */
@Command(
        name = "erase",
        description = {
            "Erases a person: deletes their conversations and sessions, and empties what they wrote in",
            "conversations of others. Everything is scanned again until nothing is found, and a certificate says",
            "what was removed. What is not the person's own and mentions them is listed, and not changed.",
            "The store remembers the keys of what was deleted for an hour: the same command with --run",
            "after that removes them too."
        },
        footer = {
            "",
            "Examples:",
            "  chatstore erase --person kari --by operator:ola --dry-run",
            "  chatstore erase --person kari --by operator:ola --certificate kari.json",
            "  chatstore erase --tenant acme --owner 4711 --author Kari --by dsr-17 --scan-texts --yes"
        })
public final class EraseCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions options;

    @Mixin
    private final PersonOptions person = new PersonOptions();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Option(
            names = "--by",
            required = true,
            paramLabel = "WHO",
            description = "Who asks for it, for the certificate. Must not name the person: it is kept.")
    private String by = "";

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            description = "A reference for the certificate, such as the number of a request. It is kept too.")
    private @Nullable String reference;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Write the certificate to this file, which only its owner may read.")
    private @Nullable Path certificate;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with a key, 16 bytes or more, for a digest of the person's ids in the certificate.")
    private @Nullable Path keyFile;

    @Option(names = "--scan-texts", description = "Look for the person's ids in texts and states of others too.")
    private boolean scanTexts;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Continue an erasure that was interrupted, or one whose remembered keys are to go.")
    private @Nullable String run;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    /** Creates the command. */
    public EraseCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        String id = run == null ? Erasure.newRun() : run;
        try (OpenStore store =
                options.open("What was erased stays so. The same command with --run " + id + " goes on.")) {
            Erasure erasure = erasure(store, id);
            if (!dryRun && !confirmation.given(options.console(), question(erasure))) {
                return ExitCode.NOT_CONFIRMED.number();
            }
            if (!dryRun) {
                options.note("Erasure " + id + ". To continue it, add --run " + id);
            }
            ErasureReport report = run(erasure);
            if (certificate != null) {
                report.certificate().write(certificate);
            }
            print(report);
            boolean isPending = !dryRun && options.notePendingInvalidations(store);
            return (isPending ? ExitCode.INCOMPLETE : code(report.certificate())).number();
        }
    }

    private Erasure erasure(OpenStore store, String id) throws IOException {
        Erasure erasure = Erasure.of(store.storage(), person.person(), by).withRun(id);
        if (reference != null) {
            erasure = erasure.withReference(reference);
        }
        if (keyFile != null) {
            erasure = erasure.withKey(Files.readAllBytes(keyFile));
        }
        return scanTexts ? erasure.scanningTexts() : erasure;
    }

    /** With the numbers of a dry run, unless nobody is asked. */
    private String question(Erasure erasure) {
        if (confirmation.isGiven()) {
            return "";
        }
        return "Erase " + EraseRendering.line(scan(erasure).certificate().removed()) + " for good?";
    }

    private ErasureReport run(Erasure erasure) {
        if (dryRun) {
            return scan(erasure);
        }
        try (ProgressDisplay progress = options.progress("erase", () -> ProgressDisplay.UNKNOWN)) {
            return erasure.onProgress(reached -> progress.reached(reached.conversations()))
                    .run();
        }
    }

    private ErasureReport scan(Erasure erasure) {
        try (ProgressDisplay progress = options.progress("scan", () -> ProgressDisplay.UNKNOWN)) {
            return erasure.onProgress(reached -> progress.reached(reached.conversations()))
                    .dryRun();
        }
    }

    private void print(ErasureReport report) throws IOException {
        ErasureCertificate result = report.certificate();
        options.printReport(
                EraseRendering.lines(result),
                result.toJson(),
                Map.of(
                        "mentions",
                        report.mentions().stream().map(EraseRendering::line).toList()));
        long mentions = result.scan().mentions().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        options.noteFirst(
                "Mentioned",
                report.mentions().stream().map(EraseRendering::line).toList(),
                mentions);
    }

    private static ExitCode code(ErasureCertificate result) {
        return switch (result.outcome()) {
            case COMPLETE, DRY_RUN -> ExitCode.OK;
            case HELD, INCOMPLETE -> ExitCode.INCOMPLETE;
        };
    }
}
