/** What backends on a database server share: their settings, their URLs and their connection pools. */
@NullMarked
package dev.chatstore.jdbi.server;

import org.jspecify.annotations.NullMarked;
