package dev.chatstore.core.transfer;

import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a source leaves open while it is inspected. */
final class OpenQuestions {
    private static final int MAX_CHOICES = 50;

    private final Set<String> people = new LinkedHashSet<>();
    private final Set<String> unknownRoles = new LinkedHashSet<>();
    private boolean encoding;
    private boolean zone;
    private boolean dateOrder;
    private boolean branches;
    private boolean assistant;

    /** Asks for the encoding if the text of a file is not UTF-8. */
    OpenQuestions encoding(List<SourceFile> files) throws IOException {
        for (SourceFile file : files) {
            encoding |= file.isEncodingOpen();
        }
        return this;
    }

    /** Returns whether the encoding is asked for. */
    boolean isEncodingOpen() {
        return encoding;
    }

    void zone() {
        zone = true;
    }

    void dateOrder() {
        dateOrder = true;
    }

    void branches() {
        branches = true;
    }

    void unknownRole(String role) {
        if (unknownRoles.size() < MAX_CHOICES) {
            unknownRoles.add(role);
        }
    }

    void message(ImportEntry entry) {
        assistant |= entry.message().role() == Role.ASSISTANT;
        String author = entry.message().author();
        if (author != null && people.size() < MAX_CHOICES) {
            people.add(author);
        }
    }

    List<Question> list() {
        List<Question> questions = new ArrayList<>();
        if (encoding) {
            questions.add(new Question(Question.Kind.ENCODING, true, List.of("windows-1252", "utf-8")));
        }
        if (zone) {
            questions.add(new Question(Question.Kind.TIME_ZONE, true, List.of()));
        }
        if (dateOrder) {
            questions.add(new Question(Question.Kind.DATE_ORDER, true, List.of("day", "month")));
        }
        if (!assistant && !people.isEmpty()) {
            questions.add(new Question(Question.Kind.ASSISTANT, false, List.copyOf(people)));
        }
        if (branches) {
            questions.add(new Question(Question.Kind.BRANCHES, false, List.of("all", "active")));
        }
        if (!unknownRoles.isEmpty()) {
            questions.add(new Question(Question.Kind.ROLES, false, List.copyOf(unknownRoles)));
        }
        return questions;
    }
}
