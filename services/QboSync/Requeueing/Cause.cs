namespace QboSync.Requeueing;

/// <summary>What may have been put right, so that records which stood still for it can be booked.</summary>
public enum Cause
{
    /// <summary>The mapping of accounts, payment methods, tax codes or items was saved.</summary>
    MappingSaved,

    /// <summary>The company's set-up changed in QuickBooks: an account, a tax code, a payment method, a preference, a currency.</summary>
    CompanyChanged,

    /// <summary>The day up to which the books are closed was moved.</summary>
    PeriodOpened,

    /// <summary>The company's QuickBooks plan or its subscription changed.</summary>
    PlanChanged,

    /// <summary>A person connected the company again.</summary>
    Reconnected,

    /// <summary>A customer, item, vendor or employee was renamed, re-activated or changed otherwise in QuickBooks.</summary>
    EntriesChanged,
}
