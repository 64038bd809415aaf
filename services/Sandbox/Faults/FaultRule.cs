using System.Text.RegularExpressions;

namespace Sandbox.Faults;

/// <summary>One rule, as <c>POST /control/faults</c> takes it. All parts are optional but <see cref="Kind"/>.</summary>
public sealed record FaultRule
{
    /// <summary>Regular expression on the request's path; every path where it is left out.</summary>
    public string? Path { get; init; }

    /// <summary>HTTP method; any where it is left out.</summary>
    public string? Method { get; init; }

    /// <summary>What happens.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>HTTP status of <c>status</c> (500) and <c>html</c> (503).</summary>
    public int? Status { get; init; }

    /// <summary>Value of the <c>Retry-After</c> header, seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Milliseconds of <c>delay</c>; before any other kind as well, if given.</summary>
    public int DelayMs { get; init; }

    /// <summary>How often it strikes; without end where it is left out.</summary>
    public int? Times { get; init; }

    /// <summary>Share of matching requests that it strikes, 0 to 1, drawn from <see cref="Seed"/>.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Seed of the draw, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Body of the answer: JSON if it looks like it, else text.</summary>
    public string? Body { get; init; }

    /// <summary>Why the rule cannot be used, or null.</summary>
    public string? Refusal()
    {
        if (Path is not null)
        {
            try
            {
                _ = new Regex(Path);
            }
            catch (ArgumentException wrong)
            {
                return $"path: not a regular expression: {wrong.Message}";
            }
        }
        if (Status is < 200 or > 599) return "status: give an HTTP status from 200 to 599";
        if (Probability is < 0 or > 1) return "probability: give a share from 0 to 1";
        if (Times is < 1) return "times: give 1 or more, or leave it out";
        if (DelayMs < 0) return "delay_ms: give 0 or more";
        return Kind == FaultKind.Delay && DelayMs == 0 ? "delay_ms: a delay needs its milliseconds" : null;
    }
}
