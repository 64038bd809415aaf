namespace Sandbox.QuickBooks.Seeding;

/// <summary>The currencies that the stand-in knows; anything else is 2220.</summary>
internal static class Currencies
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["USD"] = "United States Dollar", ["EUR"] = "Euro", ["GBP"] = "British Pound Sterling", ["CAD"] = "Canadian Dollar", ["AUD"] = "Australian Dollar",
        ["NZD"] = "New Zealand Dollar", ["CHF"] = "Swiss Franc", ["SEK"] = "Swedish Krona", ["NOK"] = "Norwegian Krone", ["DKK"] = "Danish Krone", ["PLN"] = "Polish Zloty",
        ["CZK"] = "Czech Koruna", ["HUF"] = "Hungarian Forint", ["JPY"] = "Japanese Yen", ["CNY"] = "Chinese Yuan", ["INR"] = "Indian Rupee", ["BRL"] = "Brazilian Real",
        ["MXN"] = "Mexican Peso", ["ZAR"] = "South African Rand", ["SGD"] = "Singapore Dollar", ["HKD"] = "Hong Kong Dollar", ["TRY"] = "Turkish Lira", ["ILS"] = "Israeli New Shekel",
    };

    public static bool Known(string code) => Names.ContainsKey(code);

    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
