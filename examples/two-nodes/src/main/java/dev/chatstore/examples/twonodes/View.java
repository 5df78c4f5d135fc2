package dev.chatstore.examples.twonodes;

import java.util.List;

/**
 * What somebody sees of the conversation and of the session.
 *
 * @param version the conversation's version
 * @param messages its messages, each as one line
 * @param orderVersion the session's version
 * @param order what was ordered
 */
record View(long version, List<String> messages, long orderVersion, List<String> order) {}
