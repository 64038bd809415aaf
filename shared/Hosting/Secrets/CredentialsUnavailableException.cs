namespace Hosting.Secrets;

/// <summary>The Credentials service could not be asked, or could not answer. Nothing is known about the credential.</summary>
public sealed class CredentialsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
