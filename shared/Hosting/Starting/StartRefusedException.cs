namespace Hosting.Starting;

/// <summary>A service does not start; the message says why, names the setting, and says what to do.</summary>
public class StartRefusedException(string message) : Exception(message);
