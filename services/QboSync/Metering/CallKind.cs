namespace QboSync.Metering;

/// <summary>Kinds of calls as Intuit bills them: reads, queries and changes count against a monthly budget, writes are free.</summary>
public enum CallKind
{
    /// <summary>One entity, preferences, a report. Metered.</summary>
    Read,

    /// <summary>A statement, by itself or in a batch. Metered.</summary>
    Query,

    /// <summary>Change data capture. Metered.</summary>
    Cdc,

    /// <summary>Create, update, void, delete.</summary>
    Write,

    /// <summary>A batch; its queries count by themselves.</summary>
    Batch,
}
