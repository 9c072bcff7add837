/// HTTP on own sockets: plain requests for everything around a race, and senders that make the last
/// bytes of several requests arrive together.
@NullMarked
package dev.crosstalk.drive.http;

import org.jspecify.annotations.NullMarked;
