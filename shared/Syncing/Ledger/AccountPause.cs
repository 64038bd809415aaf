namespace Syncing.Ledger;

/// <summary>An account that is left alone for a while, by every instance.</summary>
public sealed class AccountPause
{
    /// <summary>The account.</summary>
    public string Account { get; set; } = "";

    /// <summary>Since when nothing gets through: pauses that follow each other are one.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Until when.</summary>
    public DateTimeOffset Until { get; set; }

    /// <summary>Short name of the cause.</summary>
    public string Code { get; set; } = "";

    /// <summary>The cause in words.</summary>
    public string Message { get; set; } = "";

    /// <summary>A changed credential may end it early: it is about access, not about pace.</summary>
    public bool UntilCredentialChanges { get; set; }
}
