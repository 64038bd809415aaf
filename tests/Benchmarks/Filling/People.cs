using System.Globalization;
using System.Text.Json.Nodes;

namespace Benchmarks.Filling;

/// <summary>Who buys: names as they come, some of them borne by several people, in four states with and without sales tax.</summary>
internal static class People
{
    private static readonly string[] First =
    [
        "Ana", "Björn", "Chen", "Dmitri", "Eve", "Farah", "Guðrún", "Hiro", "Inès", "Jakub", "Kofi", "Lena", "Mehmet", "Nora", "Oluwaseun", "Paul", "Quentin", "Rosa",
        "Søren", "Tama", "Uma", "Viktor", "Wanda", "Xavier", "Yuki", "Zoë", "Amir", "Beth", "Carlos", "Dana", "Emil", "Fiona", "Gita", "Hugo", "Ivana", "Joaquín", "Kim",
    ];

    private static readonly string[] Last =
    [
        "Adams", "Bakker", "Costa", "D'Angelo", "Eriksson", "Fischer", "García", "Haddad", "Ito", "Jones", "Kowalska", "Lind", "Müller", "Nguyen", "O'Neil", "Peña", "Quist",
        "Rossi", "Smith", "Tanaka", "Ünal", "Van der Berg", "Weiß", "Xu", "Young", "Zhang", "Iversen", "Brown", "Clark", "Davies", "Evans", "Ford", "Green", "Hill", "Hughes",
        "Jackson", "King", "Lopez", "Moore", "Novak", "Okafor", "Price", "Reed", "Scott", "Taylor", "Walker", "Wood", "Wright", "Young-Lee", "Zimmermann", "Åkesson",
    ];

    private static readonly (string City, string State, string Postcode)[] Places =
    [
        ("New York", "NY", "10001"), ("Los Angeles", "CA", "90001"), ("Albany", "NY", "12207"), ("Austin", "TX", "73301"), ("San Diego", "CA", "92101"),
    ];

    /// <summary>The e-mail of a registered customer.</summary>
    public static string Email(int person) => string.Create(CultureInfo.InvariantCulture, $"customer{person}@example.test");

    /// <summary>A registered customer, as the REST API takes one.</summary>
    public static JsonObject Customer(int person) => new()
    {
        ["email"] = Email(person),
        ["first_name"] = First[person % First.Length],
        ["last_name"] = LastOf(person),
        ["billing"] = Address(person, Email(person)),
        ["shipping"] = Address(person, Email(person)),
    };

    /// <summary>An address, for registered customers and guests.</summary>
    public static JsonObject Address(int person, string email)
    {
        var (city, state, postcode) = Places[person % Places.Length];
        return new JsonObject
        {
            ["first_name"] = First[person % First.Length],
            ["last_name"] = LastOf(person),
            ["company"] = person % 17 == 0 ? $"{LastOf(person)} & Co. \"Ltd\"" : "",
            ["address_1"] = string.Create(CultureInfo.InvariantCulture, $"{person % 900 + 1} Elm St"),
            ["city"] = city,
            ["state"] = state,
            ["postcode"] = postcode,
            ["country"] = "US",
            ["email"] = email,
            ["phone"] = string.Create(CultureInfo.InvariantCulture, $"+1 555 {person % 10_000:0000}"),
        };
    }

    // 37 and 51 have no common divisor: a name comes again after 1,887 people.
    private static string LastOf(int person) => Last[person % Last.Length];
}
