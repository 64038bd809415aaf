using Syncing.Working;

namespace Syncing.Dispatching;

/// <summary>A cause for which records stand still.</summary>
/// <param name="Code">Its stable short name.</param>
/// <param name="Kind">Of what kind the fault was; null where no attempt says so.</param>
public sealed record WaitingCause(string Code, FaultKind? Kind);
