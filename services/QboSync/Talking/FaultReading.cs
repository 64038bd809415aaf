using QboSync.Faults;
using Syncing.Working;

namespace QboSync.Talking;

/// <summary>
/// What a Fault of QuickBooks means: its kind, a stable short name, and in a bookkeeper's words the cause, whether something was booked, and
/// what to do.
/// </summary>
public static class FaultReading
{
    /// <summary>How long to keep away after a 429 that does not say so itself; Intuit's advice.</summary>
    public static readonly TimeSpan ThrottlePause = TimeSpan.FromSeconds(60);

    private const int LongestDetail = 300;

    // The most telling first. A write that may have happened comes before all: whatever else is said, it must be looked for. Then what
    // closes the whole company, then what a person can put right, then what only says that something was wrong.
    private static readonly FaultKind[] Telling =
    [
        FaultKind.UnknownOutcome, FaultKind.Unauthorised, FaultKind.Throttled, FaultKind.Misconfigured, FaultKind.Transient, FaultKind.ClosedPeriod,
        FaultKind.Conflict, FaultKind.DuplicateName, FaultKind.MappingMissing, FaultKind.Invalid,
    ];

    /// <summary>
    /// Reads the errors of one answer. Of several the most telling decides and all are shown; none at all is an answer that cannot be
    /// understood, which for a write is an unknown outcome.
    /// </summary>
    public static Fault Read(IReadOnlyList<QuickBooksError> errors, FaultAct act)
    {
        if (errors.Count == 0) errors = [new QuickBooksError("", "", "")];
        var read = errors.Select(error => (Error: error, Meaning: Meanings.Of(error, act))).ToList();
        var (first, meaning) = read.MinBy(one => Rank(one.Meaning, one.Error));
        var others = read.Where(one => !ReferenceEquals(one.Error, first)).Select(one => Also(one.Error, one.Meaning));
        var message = $"{meaning.Cause} {meaning.Booked ?? act.WhatWasBooked} {meaning.Remedy}{(meaning.ShowsText ? Says(first) : "")}{string.Concat(others)}";
        return new Fault(meaning.Kind, meaning.Code, message, meaning.Kind == FaultKind.Throttled ? ThrottlePause : null);
    }

    // Of the refused contents, a code that is known says more than one that is not, and both more than 6000, under which anything may come.
    private static int Rank(Meaning meaning, QuickBooksError error) =>
        (10 * Array.IndexOf(Telling, meaning.Kind)) + (meaning.Code == "business_rule" ? 2 : meaning == Meanings.Unknown(error) ? 1 : 0);

    private static string Says(QuickBooksError error) => Text(error) is { Length: > 0 } text ? $" QuickBooks says: {text}{Field(error)}" : "";

    private static string Also(QuickBooksError error, Meaning meaning) =>
        $" Also: {meaning.Cause}{(meaning.ShowsText && Text(error) is { Length: > 0 } text ? $" ({text}{Field(error)})" : "")}";

    private static string Text(QuickBooksError error)
    {
        var text = error.Detail.Length > 0 ? error.Detail : error.Message;
        return text.Length <= LongestDetail ? text : text[..LongestDetail] + "...";
    }

    private static string Field(QuickBooksError error) => error.Element is { } field ? $" (field {field})" : "";
}
