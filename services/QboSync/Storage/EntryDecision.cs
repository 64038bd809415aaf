namespace QboSync.Storage;

/// <summary>What a person decided about a customer or an item that QuickBooks seemed to have already.</summary>
public enum EntryDecision
{
    /// <summary>The entry that was named is it.</summary>
    Link,

    /// <summary>None of them is it: a new one is made.</summary>
    Create,
}
