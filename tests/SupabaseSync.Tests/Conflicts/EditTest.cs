using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Contracts;
using Microsoft.Data.Sqlite;
using Sandbox.Supabase.Rest;
using Syncing.Conflicts;
using Syncing.Ledger;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>A project, a database and instances for one test, and a hand that edits rows.</summary>
public abstract class EditTest : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mirror-edits-").FullName;
    private readonly List<MirrorInstance> _instances = [];
    private readonly HttpClient _hand = new();

    internal MirrorClock Clock { get; } = new();

    internal Shop Shop { get; } = new();

    /// <summary>The address of a fresh project.</summary>
    protected abstract Task<string> OpenAsync();

    protected abstract Task CloseAsync();

    protected string ProjectUrl { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        ProjectUrl = await OpenAsync();
        _hand.DefaultRequestHeaders.Add("apikey", ProjectKeys.Secret);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances) await instance.DisposeAsync();
        _hand.Dispose();
        await CloseAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal async Task<MirrorInstance> StartAsync(params (string Name, string Value)[] settings)
    {
        var instance = await MirrorInstance.StartAsync(ProjectUrl, Clock, _directory, settings);
        _instances.Add(instance);
        return instance;
    }

    /// <summary>The shop says this, and it is written.</summary>
    internal static async Task SayAsync(MirrorInstance mirror, params RecordChanged[] changes)
    {
        await mirror.TakeAsync(changes);
        await mirror.WorkAsync();
    }

    /// <summary>A day later all rows are looked through, and what is due then is worked.</summary>
    internal async Task LookAsync(MirrorInstance mirror)
    {
        Clock.Advance(TimeSpan.FromHours(25));
        await mirror.Watch.LookAsync(mirror.Account, TestContext.Current.CancellationToken);
        await mirror.WorkAsync();
    }

    /// <summary>Somebody edits a row in the dashboard.</summary>
    internal async Task EditAsync(string table, long id, string json)
    {
        using var answer = await _hand.PatchAsync($"{ProjectUrl}/rest/v1/{table}?woo_id=eq.{id}", new StringContent(json, Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Somebody deletes a row in the dashboard.</summary>
    internal async Task RemoveAsync(string table, long id)
    {
        using var answer = await _hand.DeleteAsync($"{ProjectUrl}/rest/v1/{table}?woo_id=eq.{id}");
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A row's columns; null where there is none.</summary>
    internal async Task<JsonNode?> RowAsync(string table, long id)
    {
        var columns = table switch
        {
            "order_lines" => SupabaseSync.Conflicts.MirrorColumns.Lines,
            "order_refunds" => SupabaseSync.Conflicts.MirrorColumns.Refunds,
            _ => SupabaseSync.Conflicts.MirrorColumns.Of(table),
        };
        return (await _hand.GetFromJsonAsync<JsonArray>($"{ProjectUrl}/rest/v1/{table}?select={columns}&woo_id=eq.{id}"))!.SingleOrDefault();
    }

    internal async Task<string?> TextAsync(string table, long id, string column) => (await RowAsync(table, id))?[column]?.ToString();

    internal static string? Side(ConflictPage conflict, string field, string side) =>
        conflict.Differences.FirstOrDefault(difference => difference["field"] == field)?[side];

    /// <summary>Every conflict as kind, state and resolution, oldest first.</summary>
    internal static async Task<string[]> ListAsync(MirrorInstance mirror) =>
        [.. (await mirror.ConflictsAsync()).Reverse().Select(conflict => string.Join(' ', new[] { conflict.Kind, conflict.State, conflict.Resolution }.Where(word => word is not null)))];

    internal static async Task<RecordState> StateAsync(MirrorInstance mirror, string entity, long id) => (await mirror.RecordAsync(entity, id)).State;

    internal static decimal Number(string? text) => decimal.Parse(text!, CultureInfo.InvariantCulture);
}
