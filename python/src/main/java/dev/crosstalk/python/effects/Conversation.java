package dev.crosstalk.python.effects;

/// A list of chat messages, or a library's memory of a chat, that outlives the request, is told
/// what a request says, and is handed on.
///
/// @param place what holds it
/// @param said where a request adds a message
/// @param sent where the whole is handed to a model, or to whatever stands for it
/// @param point the function of `sent`, as a point of {@link Activity}
/// @param instructions the message that is added is an instruction of the system, not of the user
public record Conversation(
    SharedPlace place, Site said, Site sent, int point, boolean instructions) {}
