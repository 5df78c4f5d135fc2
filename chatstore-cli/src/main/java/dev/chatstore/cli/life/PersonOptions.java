package dev.chatstore.cli.life;

import dev.chatstore.api.ConversationId;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.erasure.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say under which ids a person is known. */
final class PersonOptions {
    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = ConversationId.DEFAULT_TENANT,
            description = "The tenant (default: ${DEFAULT-VALUE}).")
    private String tenant = ConversationId.DEFAULT_TENANT;

    @Option(
            names = {"-p", "--person"},
            paramLabel = "ID",
            description =
                    "An id of the person as owner, author and owner of sessions. May be repeated, as all of these.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = {"-o", "--owner"},
            paramLabel = "OWNER",
            description = "An id of the person as owner of conversations.")
    private List<String> owners = new ArrayList<>();

    @Option(
            names = "--author",
            paramLabel = "AUTHOR",
            description = "A name of the person as the author of messages, in all conversations.")
    private List<String> authors = new ArrayList<>();

    @Option(names = "--session-owner", paramLabel = "OWNER", description = "An id of the person as owner of sessions.")
    private List<String> sessionOwners = new ArrayList<>();

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description = "A conversation that belongs to the person, even if it has another owner.")
    private List<String> conversations = new ArrayList<>();

    @Option(
            names = "--session",
            paramLabel = "STORE=KEY",
            description = "A session that is the person's, by the name of its store and its key.")
    private Map<String, String> sessions = new LinkedHashMap<>();

    /** Returns the person. */
    Person person() {
        Person person = Person.in(tenant);
        for (String id : ids) {
            person = person.withOwner(id).withAuthor(id).withSessionOwner(id);
        }
        for (String owner : owners) {
            person = person.withOwner(owner);
        }
        for (String author : authors) {
            person = person.withAuthor(author);
        }
        for (String owner : sessionOwners) {
            person = person.withSessionOwner(owner);
        }
        for (String id : conversations) {
            person = person.withConversation(id);
        }
        for (Map.Entry<String, String> session : sessions.entrySet()) {
            person = person.withSession(session.getKey(), session.getValue());
        }
        if (isEmpty()) {
            throw new UsageException(
                    "who is it? Give --person, or --owner, --author, --session-owner, --conversation or --session");
        }
        return person;
    }

    private boolean isEmpty() {
        return ids.isEmpty()
                && owners.isEmpty()
                && authors.isEmpty()
                && sessionOwners.isEmpty()
                && conversations.isEmpty()
                && sessions.isEmpty();
    }
}
