using QboSync.Company;

namespace QboSync.Customers;

/// <summary>In which of the company's currencies a customer is: a person has one customer in each.</summary>
/// <param name="Currency">ISO 4217; null where the company has only one.</param>
/// <param name="Foreign">It is not the home currency; its customers have it behind their names.</param>
public sealed record CustomerMoney(string? Currency, bool Foreign)
{
    /// <summary>Of documents in a currency.</summary>
    public static CustomerMoney Of(CompanyFacts facts, string? currency) =>
        facts.MultiCurrency && currency is not null ? new(currency, currency != facts.HomeCurrency) : new(null, false);

    /// <summary>A key of this currency.</summary>
    public string Key(string text) => Foreign ? $"{text}|{Currency}" : text;
}
