/** Creates the tables and migrates them to newer versions of the schema. */
@NullMarked
package dev.chatstore.jdbi.schema;

import org.jspecify.annotations.NullMarked;
