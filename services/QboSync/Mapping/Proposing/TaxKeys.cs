using System.Globalization;
using QboSync.Checking;

namespace QboSync.Mapping.Proposing;

/// <summary>The names under which <see cref="TaxMapping.Codes"/> may hold a tax rate of the shop.</summary>
internal static class TaxKeys
{
    /// <summary>The code that is mapped for a rate; null where none is.</summary>
    public static string? Mapped(TaxMapping mapping, SeenTax tax)
    {
        foreach (var key in Of(tax))
            if (mapping.Codes.TryGetValue(key, out var code)) return code;
        return null;
    }

    /// <summary>A percentage as it is written there.</summary>
    public static string Percent(decimal percent) => $"{(percent / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)}%";

    /// <summary>The rate by its id.</summary>
    public static string Id(SeenTax tax) => tax.RateId.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Of(SeenTax tax)
    {
        yield return Id(tax);
        if (tax.Code.Length > 0) yield return tax.Code;
        if (tax.Percent is { } percent) yield return Percent(percent);
    }
}
