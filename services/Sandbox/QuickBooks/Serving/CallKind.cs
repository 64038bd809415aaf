namespace Sandbox.QuickBooks.Serving;

/// <summary>What a call counts as: Intuit meters reads, queries, change data and reports, and lets writes and batches be free.</summary>
internal enum CallKind
{
    Read,
    Query,
    ChangeData,
    Report,
    Write,
    Batch,
}
