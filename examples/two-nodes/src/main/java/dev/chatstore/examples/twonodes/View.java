package dev.chatstore.examples.twonodes;

import java.util.List;

/**
 * The conversation and the session as a page would show them.
 *
 * @param version the version of the conversation
 * @param messages its messages, each as one line
 * @param orderVersion the version of the session
 * @param order the ordered items
 */
record View(long version, List<String> messages, long orderVersion, List<String> order) {}
