package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Role;
import dev.chatstore.core.transfer.source.SourceFiles;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to what a source leaves open. Start from {@link #NONE}; {@link Inspection#questions} lists what a source
 * asks.
 *
 * @param format the name of the format to read, or null to recognize it
 * @param zone the time zone of times that name none, or null if it is not known
 * @param dayFirst whether 01/02 is the first of February, or null if it is not known
 * @param roles the roles of senders, by the name that the source gives to a person or to a role
 * @param activePathOnly whether answers that were regenerated or abandoned are left out
 * @param encoding the encoding of text that is not UTF-8, or null if it is not known; UTF-16 with its mark is known
 * @param maxUnpackedBytes how many bytes of a compressed source are written to disk at most
 * @param conversation the id of the conversation that a source of one conversation is stored in, or null for the source's own
 */
// Seven components: each is one independent answer, set by its own wither.
public record ImportOptions(
        @Nullable String format,
        @Nullable ZoneId zone,
        @Nullable Boolean dayFirst,
        Map<String, Role> roles,
        boolean activePathOnly,
        @Nullable Charset encoding,
        long maxUnpackedBytes,
        @Nullable String conversation) {
    /** The options of which none is set; 64 GiB may be written to disk. */
    public static final ImportOptions NONE =
            new ImportOptions(null, null, null, Map.of(), false, null, SourceFiles.DEFAULT_UNPACKED_BYTES, null);

    /**
     * Creates options. The map is copied.
     *
     * @throws InvalidInputException if the conversation is not a valid id
     */
    public ImportOptions {
        if (conversation != null) {
            ConversationId.of(conversation);
        }
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /** Returns these options for a format of that name, which is then not looked for. */
    public ImportOptions withFormat(String format) {
        return new ImportOptions(
                format, zone, dayFirst, roles, activePathOnly, encoding, maxUnpackedBytes, conversation);
    }

    /** Returns these options with the time zone of times that name none. */
    public ImportOptions withZone(ZoneId zone) {
        return new ImportOptions(
                format, zone, dayFirst, roles, activePathOnly, encoding, maxUnpackedBytes, conversation);
    }

    /** Returns these options with the order of day and month. */
    public ImportOptions withDayFirst(boolean dayFirst) {
        return new ImportOptions(
                format, zone, dayFirst, roles, activePathOnly, encoding, maxUnpackedBytes, conversation);
    }

    /**
     * Returns these options with the role of a sender.
     *
     * @param sender a person's name or id, or a role's name, as the source gives it
     */
    public ImportOptions withRole(String sender, Role role) {
        Map<String, Role> more = new LinkedHashMap<>(roles);
        more.put(sender, role);
        return new ImportOptions(
                format, zone, dayFirst, more, activePathOnly, encoding, maxUnpackedBytes, conversation);
    }

    /** Returns these options with a sender who is the assistant. */
    public ImportOptions withAssistant(String sender) {
        return withRole(sender, Role.ASSISTANT);
    }

    /** Returns these options without branches: only the path to the current message of a conversation is read. */
    public ImportOptions withActivePathOnly() {
        return new ImportOptions(format, zone, dayFirst, roles, true, encoding, maxUnpackedBytes, conversation);
    }

    /** Returns these options with the encoding of text that is not UTF-8. UTF-8 itself skips the records that are not. */
    public ImportOptions withEncoding(Charset encoding) {
        return new ImportOptions(
                format, zone, dayFirst, roles, activePathOnly, encoding, maxUnpackedBytes, conversation);
    }

    /**
     * Returns these options with the number of bytes of a compressed source that are written to disk at most.
     *
     * @throws InvalidInputException if it is negative
     */
    public ImportOptions withMaxUnpackedBytes(long maxUnpackedBytes) {
        if (maxUnpackedBytes < 0) {
            throw new InvalidInputException("maxUnpackedBytes", "must not be negative", 0);
        }
        return new ImportOptions(
                format, zone, dayFirst, roles, activePathOnly, encoding, maxUnpackedBytes, conversation);
    }

    /**
     * Returns these options with the id of the conversation to store in. A source names some conversations only by their
     * files or by their first messages; with an id of your own, a later export of the same conversation continues it. A
     * source of more than one conversation is refused.
     *
     * @throws InvalidInputException if it is not a valid id
     */
    public ImportOptions withConversation(String id) {
        return new ImportOptions(format, zone, dayFirst, roles, activePathOnly, encoding, maxUnpackedBytes, id);
    }

    /**
     * Returns these options with the answer to a question, as a command line takes it.
     *
     * @param answer a zone such as {@code Europe/Oslo}; {@code day} or {@code month}; the name of the assistant; {@code all}
     *     or {@code active}; a role's name, {@code =} and the role; an encoding such as {@code windows-1252}
     * @throws InvalidInputException if it is no answer to that question
     */
    public ImportOptions answer(Question.Kind question, String answer) {
        return switch (question) {
            case TIME_ZONE -> withZone(zone(answer));
            case DATE_ORDER -> withDayFirst(oneOf(answer, "day", "month"));
            case ASSISTANT -> withAssistant(answer);
            case BRANCHES -> oneOf(answer, "active", "all") ? withActivePathOnly() : this;
            case ROLES -> role(answer);
            case ENCODING -> withEncoding(charset(answer));
        };
    }

    private static ZoneId zone(String answer) {
        try {
            return ZoneId.of(answer);
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "answer", "must be a time zone such as Europe/Oslo or +01:00", answer.length());
        }
    }

    private static Charset charset(String answer) {
        try {
            return Charset.forName(answer);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "answer", "must be an encoding such as windows-1252 or utf-8", answer.length());
        }
    }

    private static boolean oneOf(String answer, String first, String second) {
        if (!answer.equals(first) && !answer.equals(second)) {
            throw new InvalidInputException("answer", "must be " + first + " or " + second, answer.length());
        }
        return answer.equals(first);
    }

    private ImportOptions role(String answer) {
        int equals = answer.lastIndexOf('=');
        if (equals < 1) {
            throw new InvalidInputException("answer", "must be a name, = and a role, such as visitor=user", 0);
        }
        return withRole(answer.substring(0, equals), Role.of(answer.substring(equals + 1)));
    }

    /** Returns which options are set, without the names of senders. */
    @Override
    public String toString() {
        return "ImportOptions[format=" + format + ", zone=" + zone + ", dayFirst=" + dayFirst + ", roles="
                + roles.size() + ", activePathOnly=" + activePathOnly + ", encoding=" + encoding + ", maxUnpackedBytes="
                + maxUnpackedBytes + ", conversation="
                + (conversation == null ? null : ConversationId.printable(conversation)) + "]";
    }
}
