/**
 * Appends with group commit. Waiting appends are grouped by {@link dev.chatstore.jdbi.append.WriteQueue}; a {@link
 * dev.chatstore.jdbi.append.GroupWriter} writes each group in one statement where the database supports that, else in
 * one transaction of few statements.
 */
@NullMarked
package dev.chatstore.jdbi.append;

import org.jspecify.annotations.NullMarked;
