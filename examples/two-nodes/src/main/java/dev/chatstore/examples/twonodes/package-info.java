/**
 * One bot on two nodes, which share a database and a Redis and receive messages of the same conversation. Redis is killed
 * during the run.
 *
 * <p>The entry point is {@link dev.chatstore.examples.twonodes.TwoNodes}. A bot of your own would contain code like
 * {@code Bot} and {@code MessageListener}, and an environment like that of {@code NodeProcess}.
 */
@NullMarked
package dev.chatstore.examples.twonodes;

import org.jspecify.annotations.NullMarked;
