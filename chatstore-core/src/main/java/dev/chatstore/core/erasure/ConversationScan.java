package dev.chatstore.core.erasure;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.erasure.Findings.WrittenMessage;
import dev.chatstore.core.retention.Holds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for a person in one conversation, which is read once. It tells what it found only after the end. For one thread. */
final class ConversationScan {
    private final Person person;
    private final Mentions names;
    private final Holds holds;
    private final boolean texts;

    private final List<WrittenMessage> written = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private long messages;
    private long revisions;
    private long writtenRevisions;
    private long writtenIds;

    /**
     * Creates a scan.
     *
     * @param texts whether texts and system prompts are searched too
     */
    ConversationScan(Person person, Mentions names, Holds holds, boolean texts) {
        this.person = person;
        this.names = names;
        this.holds = holds;
        this.texts = texts;
    }

    /** Reads the conversation to its end. */
    void read(ConversationSnapshot conversation) {
        boolean isOwned = isOwned(conversation.head());
        if (!isOwned) {
            readHead(conversation.head());
            // Nobody knows any more who wrote them.
            conversation
                    .forgotten()
                    .forEach(removed -> look(
                            names.in(removed.id()),
                            MentionPlace.REMOVED_MESSAGE_ID,
                            conversation.head(),
                            removed.sequence()));
        }
        for (MessageSnapshot message : conversation.messages()) {
            messages++;
            revisions += message.earlier().size();
            if (!isOwned) {
                readMessage(conversation.head(), message);
            }
        }
    }

    private boolean isOwned(Conversation head) {
        String owner = head.profile().owner();
        return person.conversations().contains(head.id())
                || (owner != null && person.owners().contains(owner));
    }

    private boolean isHeld(Conversation head) {
        return holds.cover(head);
    }

    private void readHead(Conversation head) {
        Profile profile = head.profile();
        look(names.in(head.id().value()), MentionPlace.CONVERSATION_ID, head, 0);
        look(names.in(profile.owner()), MentionPlace.CONVERSATION_OWNER, head, 0);
        look(names.in(profile.title()), MentionPlace.CONVERSATION_TITLE, head, 0);
        look(names.in(profile.model()), MentionPlace.CONVERSATION_MODEL, head, 0);
        look(texts && names.in(profile.systemPrompt()), MentionPlace.SYSTEM_PROMPT, head, 0);
        look(names.inValue(profile.metadata()), MentionPlace.CONVERSATION_METADATA, head, 0);
    }

    private void readMessage(Conversation head, MessageSnapshot snapshot) {
        Message message = snapshot.message();
        long sequence = message.sequence();
        @Nullable String author = message.author();
        if (author != null && person.authors().contains(author)) {
            boolean withId = names.in(message.id());
            written.add(new WrittenMessage(sequence, snapshot.earlier().size(), withId));
            writtenRevisions += snapshot.earlier().size();
            writtenIds += withId ? 1 : 0;
            return;
        }
        look(names.in(author), MentionPlace.AUTHOR, head, sequence);
        look(names.in(message.id()), MentionPlace.MESSAGE_ID, head, sequence);
        readContent(head, message);
        snapshot.earlier().forEach(revision -> readContent(head, revision));
    }

    private void readContent(Conversation head, Message revision) {
        long sequence = revision.sequence();
        look(names.inValue(revision.metadata()), MentionPlace.MESSAGE_METADATA, head, sequence);
        look(revision.attachments().stream().anyMatch(this::isNamedIn), MentionPlace.ATTACHMENT, head, sequence);
        look(texts && names.in(revision.text()), MentionPlace.TEXT, head, sequence);
    }

    private boolean isNamedIn(Attachment attachment) {
        return names.in(attachment.reference()) || names.in(attachment.name());
    }

    private void look(boolean isNamed, MentionPlace place, Conversation head, long sequence) {
        if (isNamed) {
            mentions.add(new Mention(place, head.id(), sequence, null));
        }
    }

    /** Adds what was found in the conversation. */
    void addTo(Findings findings, Conversation head) {
        findings.conversations++;
        findings.messages += messages;
        boolean isOwned = isOwned(head);
        ErasedAmounts amounts = isOwned
                ? ErasedAmounts.ofConversation(messages, revisions)
                : ErasedAmounts.ofWritten(written.size(), writtenRevisions, writtenIds);
        if (!isOwned && written.isEmpty()) {
            amounts = ErasedAmounts.NONE;
        }
        if (isHeld(head)) {
            findings.hold(head.id(), amounts);
        } else if (isOwned) {
            findings.owned(head.id(), amounts);
        } else if (!written.isEmpty()) {
            findings.written(head.id(), written, amounts);
        }
        mentions.forEach(each -> findings.mention(each.place(), each.conversation(), each.sequence(), null));
    }
}
