using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Addresses come back with ISO 3166 alpha-3 country codes since 2025; a country that is not in the table stays as written.</summary>
internal static class CountryCodes
{
    private const string Table = """
        US USA United States|CA CAN Canada|GB GBR United Kingdom|UK GBR Great Britain|IE IRL Ireland|AU AUS Australia|NZ NZL New Zealand|DE DEU Germany|AT AUT Austria|CH CHE Switzerland
        FR FRA France|BE BEL Belgium|NL NLD Netherlands|LU LUX Luxembourg|IT ITA Italy|ES ESP Spain|PT PRT Portugal|DK DNK Denmark|SE SWE Sweden|NO NOR Norway|FI FIN Finland|IS ISL Iceland
        PL POL Poland|CZ CZE Czechia|SK SVK Slovakia|HU HUN Hungary|RO ROU Romania|BG BGR Bulgaria|GR GRC Greece|HR HRV Croatia|SI SVN Slovenia|EE EST Estonia|LV LVA Latvia|LT LTU Lithuania
        MT MLT Malta|CY CYP Cyprus|UA UKR Ukraine|TR TUR Turkey|IL ISR Israel|AE ARE United Arab Emirates|SA SAU Saudi Arabia|ZA ZAF South Africa|NG NGA Nigeria|KE KEN Kenya|EG EGY Egypt|MA MAR Morocco
        IN IND India|PK PAK Pakistan|BD BGD Bangladesh|LK LKA Sri Lanka|CN CHN China|HK HKG Hong Kong|TW TWN Taiwan|JP JPN Japan|KR KOR South Korea|SG SGP Singapore|MY MYS Malaysia|TH THA Thailand
        VN VNM Vietnam|ID IDN Indonesia|PH PHL Philippines|MX MEX Mexico|BR BRA Brazil|AR ARG Argentina|CL CHL Chile|CO COL Colombia|PE PER Peru|UY URY Uruguay|PR PRI Puerto Rico|DO DOM Dominican Republic
        """;

    private static readonly Dictionary<string, string> Codes = Read();

    public static void Shorten(JsonObject address)
    {
        if (address.Text("Country") is { } country && Codes.TryGetValue(country.Trim(), out var code)) address["Country"] = code;
    }

    private static Dictionary<string, string> Read()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in Table.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            codes[row[..2]] = codes[row[7..]] = row[3..6];
        return codes;
    }
}
