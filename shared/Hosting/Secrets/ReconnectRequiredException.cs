namespace Hosting.Secrets;

/// <summary>QuickBooks gives no access token any more until a person connects the company again.</summary>
public sealed class ReconnectRequiredException(string message) : Exception(message);
