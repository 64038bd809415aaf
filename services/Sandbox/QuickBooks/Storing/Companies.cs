using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Seeding;
using Sandbox.Storage;

namespace Sandbox.QuickBooks.Storing;

/// <summary>The companies of the stand-in. Everything that reads in order to write holds <see cref="Gate"/>.</summary>
internal sealed class Companies
{
    public const string DefaultRealm = "9130350000000001";

    private readonly DocumentStore _store;
    private readonly TimeProvider _time;
    private readonly Action<Company, string, string, JsonObject?, JsonObject?> _changing;
    private readonly Dictionary<string, Company> _companies = [];

    /// <param name="changing">Told of every change of a company's documents.</param>
    public Companies(DocumentStore store, TimeProvider time, Action<Company, string, string, JsonObject?, JsonObject?> changing)
    {
        (_store, _time, _changing) = (store, time, changing);
        lock (Gate)
        {
            foreach (var row in store.All("companies")) _companies[row.Text("realm")!] = new Company(row.Text("realm")!, store, time) { Changing = changing };
            if (_companies.Count == 0) Open(DefaultRealm, "US", "USD");
        }
    }

    public Lock Gate => _store.Gate;

    public IReadOnlyCollection<Company> All => _companies.Values;

    public Company? Find(string realm) => _companies.GetValueOrDefault(realm);

    /// <summary>Makes a company with a chart of accounts and what else a fresh one has.</summary>
    public Company Open(string realm, string country, string currency, string preferences = "{}")
    {
        var company = new Company(realm, _store, _time);
        _store.Put("companies", realm, new JsonObject { ["realm"] = realm });
        FreshCompany.Fill(company, country, currency, JsonNode.Parse(preferences)!.AsObject());
        company.Changing = _changing;
        _companies[realm] = company;
        return company;
    }

    /// <summary>Forgets every company and starts again with the default one.</summary>
    public void Reset()
    {
        foreach (var company in _companies.Values) company.Clear();
        foreach (var realm in _companies.Keys) _store.Remove("companies", realm);
        _companies.Clear();
        Open(DefaultRealm, "US", "USD");
    }
}
