using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Shapes;
using Sandbox.Storage;

namespace Sandbox.QuickBooks.Storing;

/// <summary>
/// The books of one company: all its documents in memory, every change written through to the store in one piece. Documents handed out are
/// shared and never changed; changes go through a <see cref="Draft"/>. Callers hold the store's gate.
/// </summary>
internal sealed class Company
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);
    private readonly DocumentStore _store;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _documents = [];
    private readonly Dictionary<string, PropertyIndex> _indexes = [];
    private readonly Dictionary<string, string> _collections = [];

    public Company(string realm, DocumentStore store, TimeProvider time)
    {
        Realm = realm;
        _store = store;
        _time = time;
        foreach (var kind in Catalog.All)
        {
            _documents[kind.Name] = new SortedDictionary<string, JsonObject>(Ids.Order);
            _indexes[kind.Name] = new PropertyIndex(kind);
            foreach (var document in store.All(Collection(kind.Name))) Place(kind.Name, document.Text("Id")!, document);
        }
        Switches = store.Get(Collection("switches"), "all")?.Deserialize<Switches>(Camel) ?? new Switches();
        Clock = new CompanyClock(time, Switches.TimeZone, Switches.ClockSkewSeconds);
    }

    public string Realm { get; }

    public Switches Switches { get; private set; }

    public CompanyClock Clock { get; private set; }

    public TimeProvider Time => _time;

    /// <summary>Called for every document written, before it stands: its kind, id, what stood there and what will.</summary>
    public Action<Company, string, string, JsonObject?, JsonObject?>? Changing { get; set; }

    public string Country => Get("CompanyInfo", "1")?.Text("Country") ?? "US";

    public bool IsUs => Country == "US";

    public JsonObject? Get(string kind, string id) => _documents[kind].GetValueOrDefault(id);

    public IReadOnlyCollection<JsonObject> All(string kind) => _documents[kind].Values;

    public PropertyIndex Index(string kind) => _indexes[kind];

    /// <summary>One group of the preferences; empty where the company has none.</summary>
    public JsonObject Preference(string group) => Get("Preferences", "1")?.Object(group) ?? [];

    public string HomeCurrency => Preference("CurrencyPrefs").RefId("HomeCurrency") ?? "USD";

    public bool MultiCurrency => Preference("CurrencyPrefs").Is("MultiCurrencyEnabled");

    /// <summary>Rows outside the entities: sequences, tombstones, remembered replies.</summary>
    public JsonObject? Row(string collection, string id) => _store.Get(Collection(collection), id);

    public IReadOnlyList<JsonObject> Rows(string collection) => _store.All(Collection(collection));

    public void Set(Switches switches)
    {
        var clock = new CompanyClock(_time, switches.TimeZone, switches.ClockSkewSeconds);
        _store.Put(Collection("switches"), "all", JsonSerializer.SerializeToNode(switches, Camel)!.AsObject());
        (Switches, Clock) = (switches, clock);
    }

    /// <summary>Writes documents and rows (null removes) in one piece, both with the text they are kept as.</summary>
    public void Commit(IReadOnlyCollection<(string Kind, string Id, JsonObject? Document, byte[]? Text)> documents, IReadOnlyCollection<(string Collection, string Id, byte[]? Text)> rows)
    {
        _store.WriteTexts([.. documents.Select(d => (Collection(d.Kind), d.Id, d.Text)), .. rows.Select(r => (Collection(r.Collection), r.Id, r.Text))]);
        foreach (var (kind, id, document, _) in documents)
        {
            Changing?.Invoke(this, kind, id, Get(kind, id), document);
            Place(kind, id, document);
        }
    }

    /// <summary>Takes everything away.</summary>
    public void Clear()
    {
        foreach (var collection in (IEnumerable<string>)[.. Catalog.All.Select(kind => kind.Name), "sequences", "deleted", "replies", "matched", "files", "switches"])
            foreach (var row in _store.All(Collection(collection))) _store.Remove(Collection(collection), row.Text("row") ?? row.Text("Id") ?? "all");
    }

    private void Place(string kind, string id, JsonObject? document)
    {
        if (_documents[kind].Remove(id, out var before)) _indexes[kind].Remove(id, before);
        if (document is null) return;
        _documents[kind][id] = document;
        _indexes[kind].Add(id, document);
    }

    private string Collection(string name)
    {
        if (!_collections.TryGetValue(name, out var collection)) _collections[name] = collection = $"{Realm}/{name}";
        return collection;
    }
}
