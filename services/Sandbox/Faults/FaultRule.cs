using System.Text.RegularExpressions;

namespace Sandbox.Faults;

/// <summary>One rule, as <c>POST /control/faults</c> takes it. It has a <see cref="Kind"/> or a <see cref="Random"/> mix; all else is optional.</summary>
public sealed record FaultRule
{
    internal const string Json = "json";
    internal const string Xml = "xml";

    /// <summary>The stand-in that is struck: woocommerce, quickbooks or supabase; any where it is left out.</summary>
    public string? System { get; init; }

    /// <summary>Regular expression on the request's path; every path where it is left out.</summary>
    public string? Path { get; init; }

    /// <summary>HTTP method; any where it is left out.</summary>
    public string? Method { get; init; }

    /// <summary>What happens.</summary>
    public FaultKind? Kind { get; init; }

    /// <summary>A mix of kinds instead of one.</summary>
    public RandomFaults? Random { get; init; }

    /// <summary>HTTP status of <c>status</c> (500) and <c>html</c> (503).</summary>
    public int? Status { get; init; }

    /// <summary>Value of the <c>Retry-After</c> header, seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Milliseconds of <c>delay</c> and <c>late_commit</c>; before any other kind as well, if given.</summary>
    public int DelayMs { get; init; }

    /// <summary>How often it strikes; without end where it is left out.</summary>
    public int? Times { get; init; }

    /// <summary>Share of matching requests that it strikes, 0 to 1, drawn from <see cref="Seed"/>. A mix has its own.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Seed of the draw, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Body of the answer: JSON if it looks like it, else text.</summary>
    public string? Body { get; init; }

    /// <summary>The stand-in does the request first: <c>status</c>, <c>html</c>, <c>drop</c>, <c>delay</c>, <c>fault_200</c> and the two kinds for items of a batch.</summary>
    public bool AfterCommit { get; init; }

    /// <summary>Share of a batch's items that is struck, 0 to 1; one at least.</summary>
    public double ItemShare { get; init; } = 0.3;

    /// <summary>QuickBooks' code of the Fault in <c>fault_200</c> and <c>batch_item_fault</c>; 10000, an outcome that says nothing, where it is left out.</summary>
    public string? Code { get; init; }

    /// <summary>How <c>throttle</c> answers: <c>json</c> or <c>xml</c>.</summary>
    public string Format { get; init; } = Json;

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
        if (Kind is null == Random is null) return "kind: give a kind, or a random mix of them, and not both";
        if (System is not null && !FaultTargets.Systems.Contains(System)) return $"system: one of {string.Join(", ", FaultTargets.Systems)}";
        if (Status is < 200 or > 599) return "status: give an HTTP status from 200 to 599";
        if (Probability is < 0 or > 1) return "probability: give a share from 0 to 1";
        if (Random?.Probability is < 0 or > 1) return "random.probability: give a share from 0 to 1";
        if (Random?.DelayMs < 0) return "random.delay_ms: give 0 or more";
        if (Random is { Kinds.Count: 0 }) return "random.kinds: name one at least, or leave it out";
        if (ItemShare is < 0 or > 1) return "item_share: give a share from 0 to 1";
        if (Format is not (Json or Xml)) return "format: json or xml";
        if (Times is < 1) return "times: give 1 or more, or leave it out";
        if (DelayMs < 0) return "delay_ms: give 0 or more";
        return Kind is FaultKind.Delay or FaultKind.LateCommit && DelayMs == 0 ? $"delay_ms: a {(Kind == FaultKind.Delay ? "delay" : "late commit")} needs its milliseconds" : null;
    }
}
