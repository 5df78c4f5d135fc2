/**
 * One bot on two nodes: each has a memory of its own, both share a Redis and a database, and messages of one conversation
 * come to either. Redis is killed in the middle.
 *
 * <p>The entry point is {@link dev.chatstore.examples.twonodes.TwoNodes}. What a bot of your own would have of it is in
 * {@code Bot} and {@code Ears}, and in the environment that {@code NodeProcess} gives a node.
 */
@NullMarked
package dev.chatstore.examples.twonodes;

import org.jspecify.annotations.NullMarked;
