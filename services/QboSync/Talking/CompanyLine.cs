using QboSync.Metering;
using QboSync.Pacing;
using QboSync.Sending;

namespace QboSync.Talking;

/// <summary>What all who talk to one company share in this process.</summary>
/// <param name="Pace">When a call may leave.</param>
/// <param name="Gathering">Which calls leave together.</param>
/// <param name="Meter">Which are counted.</param>
public sealed record CompanyLine(CompanyPace Pace, Gathering Gathering, Meter Meter);
