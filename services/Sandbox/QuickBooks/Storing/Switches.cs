namespace Sandbox.QuickBooks.Storing;

/// <summary>How a company's stand-in behaves where QuickBooks is undocumented, differs between companies, or has no API for the setting. Set by control.</summary>
internal sealed record Switches
{
    /// <summary>The company's zone: dates by default, offsets of timestamps.</summary>
    public string TimeZone { get; init; } = "America/Los_Angeles";

    /// <summary>The user's "warn if duplicate number is used"; off, 6140 never comes.</summary>
    public bool WarnOnDuplicateDocNumber { get; init; } = true;

    /// <summary>The language of 6140's text: en, es, fr or de. Only <c>TxnId=</c> stays as it is.</summary>
    public string FaultLanguage { get; init; } = "en";

    /// <summary>Names of inactive records still count as taken (6240), though a query by the name finds only "NAME (deleted)".</summary>
    public bool HoldInactiveNames { get; init; } = true;

    /// <summary>Outside the US: a sales form without GlobalTaxCalculation is taken as TaxExcluded; off, it is 2020.</summary>
    public bool DefaultsGlobalTaxCalculation { get; init; }

    /// <summary>Outside the US: an amount in a TaxLine that was sent replaces the computed one; off, tax is always computed.</summary>
    public bool HonoursTaxOverride { get; init; } = true;

    /// <summary>How far such an amount may be off, in the form's currency (6000 beyond); null for any, as Intuit documents no limit.</summary>
    public decimal? TaxOverrideLimit { get; init; }

    /// <summary>The exchange rate of a new transaction is the company's own for the day, whatever was sent.</summary>
    public bool IgnoresSentExchangeRate { get; init; }

    /// <summary>What closed books answer: 6210, or 6200 where they can be opened with a password.</summary>
    public string ClosedBooksFault { get; init; } = "6210";

    /// <summary>Batch answers come in no order; off, in that of the request.</summary>
    public bool ShufflesBatchAnswers { get; init; } = true;

    /// <summary>Seconds by which the company's clock is ahead of everybody else's (behind where negative): timestamps, dates and the Date header. Tokens are not touched.</summary>
    public int ClockSkewSeconds { get; init; }

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
