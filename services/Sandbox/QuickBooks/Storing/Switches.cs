namespace Sandbox.QuickBooks.Storing;

/// <summary>How a company's stand-in behaves where QuickBooks is undocumented, differs between companies, or has no API for the setting. Set by control.</summary>
internal sealed record Switches
{
    /// <summary>The company's zone: dates by default, offsets of timestamps.</summary>
    public string TimeZone { get; init; } = "America/Los_Angeles";

    /// <summary>The user's "warn if duplicate number is used"; off, 6140 never comes.</summary>
    public bool WarnOnDuplicateDocNumber { get; init; } = true;

    /// <summary>Names of inactive records still count as taken (6240).</summary>
    public bool HoldInactiveNames { get; init; }

    /// <summary>Negative amounts on sales lines are refused (2290).</summary>
    public bool RefuseNegativeLines { get; init; }

    /// <summary>Without automated tax: TxnTaxCodeRef alone computes tax at the code's rates; off, it gives 0.</summary>
    public bool TaxCodeAloneComputesTax { get; init; }

    /// <summary>The rate, in percent, that automated sales tax uses where no TotalTax is sent.</summary>
    public decimal AutomatedTaxPercent { get; init; } = 8m;

    /// <summary>Faults of the API answer 200 with a Fault body.</summary>
    public bool FaultsAnswer200 { get; init; }

    /// <summary>A repeated requestid answers fault 600 instead of the first reply.</summary>
    public bool RepeatedRequestIdFaults { get; init; }

    /// <summary>Seconds a requestid is remembered; null for ever.</summary>
    public int? RequestIdRetentionSeconds { get; init; }

    /// <summary>Writes answer 6190.</summary>
    public bool SubscriptionEnded { get; init; }

    /// <summary>The plan has inventory; off, inventory items answer 5020.</summary>
    public bool InventoryInPlan { get; init; } = true;

    /// <summary>The app was disconnected by the user: every call answers 403/3100.</summary>
    public bool Disconnected { get; init; }
}
