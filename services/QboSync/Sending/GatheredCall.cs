using System.Text.Json.Nodes;
using QboSync.Faults;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Sending;

/// <summary>One call that may share a batch with others of its company: a write, or the first page of a query.</summary>
internal sealed class GatheredCall
{
    /// <summary>On whose behalf.</summary>
    public required QuickBooksCompany Company { get; init; }

    /// <summary>Such as <c>SalesReceipt</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>The statement of a query; null for a write.</summary>
    public string? Statement { get; init; }

    /// <summary>JSON of a write; empty for a query.</summary>
    public string Body { get; init; } = "";

    /// <summary>Of a batch's item: <c>create</c>, <c>update</c> or <c>delete</c>.</summary>
    public string Operation { get; init; } = "";

    /// <summary>Of a single call: what stands before its other query parameters, such as <c>operation=delete&amp;</c>.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>Of a write: its own <c>requestid</c>, which it has as a single call. In a batch the batch's id and the item's stand for it.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The document that is written: marked on disk before, recorded after. Null for customers, items and queries.</summary>
    public BookedDocument? Row { get; init; }

    /// <summary>May not go in a batch: a repeat, or a void, for which batches have no form.</summary>
    public bool Alone { get; init; }

    /// <summary>Whoever waits has given up.</summary>
    public required CancellationToken Cancel { get; init; }

    /// <summary>What comes back: the envelope of a single call, or the item of a batch.</summary>
    public TaskCompletionSource<JsonObject> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>It changes something.</summary>
    public bool IsWrite => Statement is null;

    /// <summary>What it does, for the words of a refusal.</summary>
    public FaultAct Act => !IsWrite ? FaultAct.Reading : new(Operation switch { "create" => FaultVerb.Create, "update" when !Parameters.Contains("void", StringComparison.Ordinal) => FaultVerb.Update, _ => FaultVerb.Remove }, Entity);

    /// <summary>Its id within the batch.</summary>
    public string ItemId { get; set; } = "";

    /// <summary>The row's sending mark before this call.</summary>
    public DateTimeOffset? DoubtBefore { get; set; }

    /// <summary>What came back.</summary>
    public JsonObject? Came { get; set; }

    /// <summary>Why nothing came back.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Takes its envelope, or its item of a batch; one that does not hold what was asked for is no answer.</summary>
    public void Take(JsonObject envelope)
    {
        if (FaultBody.Refusal(envelope, Act) is { } refused) Fault = refused;
        else if (envelope[IsWrite ? Entity : "QueryResponse"] is JsonObject content && (!IsWrite || content.Text("Id") is not null)) Came = envelope;
        else Fault = new FaultException(FaultReading.Read([], Act));
    }

    /// <summary>QuickBooks refused the batch as a whole: it goes once more, alone, so that each gets its own answer.</summary>
    public bool Again { get; set; }
}
