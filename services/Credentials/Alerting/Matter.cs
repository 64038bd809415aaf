using Credentials.Storing;

namespace Credentials.Alerting;

/// <summary>Something that a person must look after, as it stands now.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">The cause and what to do.</param>
/// <param name="Days">The step of the warning, in days before the end; null where there are no steps.</param>
internal sealed record Matter(AlertKind Kind, string Message, int? Days);
