/** Tests of the form of a dump. */
@NullMarked
package dev.chatstore.core.dump.form;

import org.jspecify.annotations.NullMarked;
