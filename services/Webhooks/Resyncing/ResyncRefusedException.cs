namespace Webhooks.Resyncing;

/// <summary>A resync message that asks for what cannot be. It goes to the queue <c>resync_error</c> with this message as its reason.</summary>
public sealed class ResyncRefusedException(string message) : Exception(message);
