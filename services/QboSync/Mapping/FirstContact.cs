namespace QboSync.Mapping;

/// <summary>What becomes of a record that seems to stand in QuickBooks before we ever wrote it.</summary>
public enum FirstContact
{
    /// <summary>Linked where e-mail address or SKU is unique there, or one alone of those that have it has the name too; else asked.</summary>
    Link,

    /// <summary>A person is asked.</summary>
    Ask,

    /// <summary>A new one is made beside it.</summary>
    Create,
}
