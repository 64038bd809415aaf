using QboSync.Mapping.Choosing;

namespace QboSync.Mapping.Showing;

/// <summary>What a company offers to choose from.</summary>
public sealed record Choices
{
    /// <summary>Active accounts by type.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<AccountOffer>> Accounts { get; init; }

    /// <summary>Payment methods.</summary>
    public required IReadOnlyList<NamedEntry> PaymentMethods { get; init; }

    /// <summary>Tax codes with their percentages.</summary>
    public required IReadOnlyList<TaxCodeOffer> TaxCodes { get; init; }

    /// <summary>Classes.</summary>
    public required IReadOnlyList<NamedEntry> Classes { get; init; }

    /// <summary>Locations.</summary>
    public required IReadOnlyList<NamedEntry> Locations { get; init; }

    /// <summary>Currencies, the home currency first.</summary>
    public required IReadOnlyList<string> Currencies { get; init; }

    /// <summary>How many items there are.</summary>
    public required long Items { get; init; }

    /// <summary>When QuickBooks was asked.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>As it is shown.</summary>
    public static Choices Of(CompanyLists lists) => new()
    {
        Accounts = lists.Facts.Accounts.GroupBy(account => account.Type).OrderBy(type => type.Key, StringComparer.Ordinal)
            .ToDictionary(type => type.Key, IReadOnlyList<AccountOffer> (type) => [.. type.Select(account => new AccountOffer(account.Id, account.FullName.Length > 0 ? account.FullName : account.Name, account.SubType))]),
        PaymentMethods = lists.PaymentMethods,
        TaxCodes = [.. lists.TaxCodes.Select(code => new TaxCodeOffer(code.Id, code.Name, code.Percent, [.. code.Rates.Select(rate => rate.Percent)]))],
        Classes = lists.Classes,
        Locations = lists.Locations,
        Currencies = lists.Currencies,
        Items = lists.Items,
        ReadAt = lists.ReadAt,
    };
}

/// <summary>An account to choose.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">With its parents.</param>
/// <param name="SubType">QuickBooks' <c>AccountSubType</c>.</param>
public sealed record AccountOffer(string Id, string Name, string SubType);

/// <summary>A tax code to choose.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Percent">What all its rates take of a net amount.</param>
/// <param name="Rates">Its rates, percent.</param>
public sealed record TaxCodeOffer(string Id, string Name, decimal Percent, IReadOnlyList<decimal> Rates);
