package dev.chatstore.core.transfer.identity;

import dev.chatstore.core.pseudonym.Pseudonyms;

/**
 * How the messages of an import are named.
 *
 * @param origin a name that tells messages without ids from those of other sources, or empty
 * @param pseudonyms the stored forms of authors: an id that is made of what a message says must not tell who said it
 */
public record MessageNaming(String origin, Pseudonyms pseudonyms) {}
