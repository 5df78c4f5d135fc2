@NullMarked
package dev.chatstore.examples.modelbot;

import org.jspecify.annotations.NullMarked;
