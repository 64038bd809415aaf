using Credentials.Storing;

namespace Credentials.Expiring;

/// <summary>Something of a connection that ends soon.</summary>
/// <param name="Kind">What: the refresh token or the consent.</param>
/// <param name="At">When it ends.</param>
/// <param name="Days">The last warning that was reached, in days before the end.</param>
internal sealed record Ending(AlertKind Kind, DateTimeOffset At, int Days);
