namespace Credentials.Sealing;

/// <summary>A sealed value does not open: its key is not in the ring, or it was changed, or it stands where it was not sealed.</summary>
internal sealed class UnreadableException(string message, Exception? inner = null) : Exception(message, inner);
