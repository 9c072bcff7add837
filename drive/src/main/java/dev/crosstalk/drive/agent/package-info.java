/// The agent in the user's interpreter: its process, its messages.
@NullMarked
package dev.crosstalk.drive.agent;

import org.jspecify.annotations.NullMarked;
