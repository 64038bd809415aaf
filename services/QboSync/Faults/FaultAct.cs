using System.Text.Json.Nodes;
using QboSync.Talking;

namespace QboSync.Faults;

/// <summary>What was being done when QuickBooks refused: the words for it differ, and so does what stands in the books now.</summary>
/// <param name="Verb">Reading, making, changing or taking away.</param>
/// <param name="Entity">QuickBooks' name of the kind, in any case; null where it is not known.</param>
public sealed record FaultAct(FaultVerb Verb, string? Entity)
{
    private static readonly Dictionary<string, string> Nouns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SalesReceipt"] = "sales receipt", ["Invoice"] = "invoice", ["Payment"] = "payment", ["CreditMemo"] = "credit memo", ["RefundReceipt"] = "refund receipt",
        ["Purchase"] = "expense", ["Deposit"] = "deposit", ["JournalEntry"] = "journal entry", ["Customer"] = "customer", ["Item"] = "item",
        ["PaymentMethod"] = "payment method", ["Account"] = "account", ["Class"] = "class", ["Department"] = "location", ["Term"] = "payment term",
    };

    private static readonly HashSet<string> Lists = new(StringComparer.OrdinalIgnoreCase) { "Customer", "Item", "PaymentMethod", "Account", "Class", "Department", "Term" };

    /// <summary>Something was asked.</summary>
    public static readonly FaultAct Reading = new(FaultVerb.Read, null);

    /// <summary>Something was written, of which no more is known here.</summary>
    public static readonly FaultAct Writing = new(FaultVerb.Create, null);

    /// <summary>From a call below the company's address.</summary>
    /// <param name="path">Such as <c>invoice?operation=void&amp;minorversion=75</c>.</param>
    /// <param name="body">What was sent; null where nothing was, which is a reading.</param>
    public static FaultAct Of(string path, string? body)
    {
        var parts = path.Split('?', 2);
        var entity = parts[0].Split('/')[0];
        if (body is null || entity.Equals("query", StringComparison.OrdinalIgnoreCase)) return Reading;
        var flags = parts.Length > 1 ? parts[1].Split('&') : [];
        if (flags.Any(flag => flag is "operation=delete" or "operation=void" or "include=void")) return new(FaultVerb.Remove, entity);
        return OfWrite(entity, FaultBody.Parse(body));
    }

    /// <summary>The write of one entity, alone or in a batch; a body with an Id changes what is there.</summary>
    public static FaultAct OfWrite(string entity, JsonObject? body) => new(body?.Text("Id") is { Length: > 0 } ? FaultVerb.Update : FaultVerb.Create, entity);

    /// <summary>What it was about, for a sentence: "sales receipt".</summary>
    public string Noun => Entity is { } entity && Nouns.TryGetValue(entity, out var noun) ? noun : "document";

    /// <summary>A customer, an item or another entry of a list; else a document.</summary>
    public bool IsEntry => Entity is { } entity && Lists.Contains(entity);

    /// <summary>Something was to be changed in the books.</summary>
    public bool IsWrite => Verb != FaultVerb.Read;

    /// <summary>What stands in the books after a refusal.</summary>
    public string WhatWasBooked => Verb switch
    {
        FaultVerb.Create when IsEntry => $"Nothing was booked; the {Noun} was not made.",
        FaultVerb.Create => $"Nothing was booked; there is no such {Noun} in QuickBooks.",
        FaultVerb.Update => $"The change was not booked; the {Noun} stands in QuickBooks as it was.",
        FaultVerb.Remove => $"Nothing was taken away; the {Noun} stands in QuickBooks as it was.",
        _ => "Nothing was booked.",
    };

    /// <summary>What is not known after a write without an answer.</summary>
    public string WhatIsNotKnown => Verb switch
    {
        FaultVerb.Create when IsEntry => $"whether the {Noun} was made",
        FaultVerb.Update => $"whether the change of the {Noun} was booked",
        FaultVerb.Remove => $"whether the {Noun} was taken away",
        _ => $"whether the {Noun} was booked",
    };
}
