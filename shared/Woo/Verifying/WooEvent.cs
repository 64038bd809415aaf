namespace Woo.Verifying;

/// <summary>What a delivery says has happened. A hint: what is true is the record's state.</summary>
public enum WooEvent
{
    /// <summary>A topic that the platform does not know.</summary>
    Unknown,

    /// <summary>First seen by the shop; may come twice, and after <see cref="Updated"/>.</summary>
    Created,

    /// <summary>Changed, or saved without a change.</summary>
    Updated,

    /// <summary>Trashed, or deleted for good; also sent with ids of other things. Never believed without asking the shop.</summary>
    Deleted,

    /// <summary>Taken out of the trash.</summary>
    Restored,
}
