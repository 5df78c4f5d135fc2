@NullMarked
package dev.chatstore.examples.quickstart;

import org.jspecify.annotations.NullMarked;
