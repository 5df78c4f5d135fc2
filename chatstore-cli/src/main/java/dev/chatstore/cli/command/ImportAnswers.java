package dev.chatstore.cli.command;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Role;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportOptions;
import dev.chatstore.core.transfer.ImportSource;
import dev.chatstore.core.transfer.Inspection;
import dev.chatstore.core.transfer.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that answer what a source leaves open. */
final class ImportAnswers {
    private static final int SHOWN_SENDERS = 20;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            completionCandidates = FormatNames.class,
            description = "The only format to look for: ${COMPLETION-CANDIDATES} (default: it is recognized).")
    private @Nullable String format;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of times that name none, such as Europe/Oslo.")
    private @Nullable String zone;

    @Option(names = "--date-order", paramLabel = "day|month", description = "What comes first in dates such as 01/02.")
    private @Nullable String dateOrder;

    @Option(names = "--assistant", paramLabel = "NAME", description = "A sender who is the assistant. May be repeated.")
    private List<String> assistants = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "NAME=ROLE",
            description = "The role of a sender, such as visitor=user. May be repeated.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--branches",
            paramLabel = "all|active",
            description = "Whether regenerated and abandoned answers come in as well (default: all).")
    private @Nullable String branches;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "The encoding of text that is not UTF-8, such as windows-1252.")
    private @Nullable String encoding;

    @Option(
            names = "--into",
            paramLabel = "ID",
            description = "The id of the conversation to store in, for a source of one conversation.")
    private @Nullable String conversation;

    /** The names of the formats, for the help and for completion. */
    static final class FormatNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return HistoryImport.formats().iterator();
        }
    }

    /**
     * Returns the answers.
     *
     * @throws UsageException if one of them is none
     */
    ImportOptions options() {
        ImportOptions options = ImportOptions.NONE;
        if (format != null) {
            if (!HistoryImport.formats().contains(format)) {
                throw new UsageException("--format must be one of " + String.join(", ", HistoryImport.formats()));
            }
            options = options.withFormat(format);
        }
        options = answered(options, Question.Kind.TIME_ZONE, zone);
        options = answered(options, Question.Kind.DATE_ORDER, dateOrder);
        options = answered(options, Question.Kind.BRANCHES, branches);
        options = answered(options, Question.Kind.ENCODING, encoding);
        if (conversation != null) {
            options = options.withConversation(conversation);
        }
        for (String assistant : assistants) {
            options = answered(options, Question.Kind.ASSISTANT, assistant);
        }
        for (String role : roles) {
            options = answered(options, Question.Kind.ROLES, role);
        }
        return options;
    }

    private static ImportOptions answered(ImportOptions options, Question.Kind kind, @Nullable String answer) {
        try {
            return answer == null ? options : options.answer(kind, answer);
        } catch (InvalidInputException e) {
            throw new UsageException(option(kind).replaceFirst(" .*", "") + " " + e.rule());
        }
    }

    /** Returns the option that answers a question. */
    static String option(Question.Kind kind) {
        return switch (kind) {
            case TIME_ZONE -> "--zone ZONE";
            case DATE_ORDER -> "--date-order day|month";
            case ASSISTANT -> "--assistant NAME";
            case BRANCHES -> "--branches all|active";
            case ROLES -> "--role NAME=ROLE";
            case ENCODING -> "--encoding NAME";
        };
    }

    /** Refuses assistants that no sender of a source is, and names those that there are. */
    static void refuseAssistants(ImportSource source, ImportOptions options) throws IOException {
        ImportOptions open = new ImportOptions(
                options.format(),
                options.zone(),
                options.dayFirst(),
                Map.of(),
                options.activePathOnly(),
                options.encoding(),
                options.maxUnpackedBytes(),
                options.conversation());
        List<String> senders = HistoryImport.inspect(source, open).senders();
        String unknown = options.roles().entrySet().stream()
                .filter(each -> each.getValue() == Role.ASSISTANT && !senders.contains(each.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        String named = senders.stream().limit(SHOWN_SENDERS).collect(Collectors.joining(", "));
        throw new UsageException("no sender of the source is called " + unknown + ". "
                + (senders.isEmpty() ? "It names none" : "Its senders are: " + named)
                + (senders.size() > SHOWN_SENDERS ? ", ..." : ""));
    }

    /** Refuses a source with required questions that have no answer, and names the options that give one. */
    static void requireAnswers(Inspection source) {
        List<String> missing = source.questions().stream()
                .filter(Question::required)
                .map(question -> question.kind().text() + " Use " + option(question.kind()) + ".")
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException(String.join(" ", missing));
        }
    }
}
