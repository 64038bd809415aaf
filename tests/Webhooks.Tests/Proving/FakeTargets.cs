using System.Collections.Concurrent;
using Contracts;
using Contracts.Proving;
using Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Proving;

/// <summary>Both target services as a proof sees them: what their ledgers say and what stands in their targets, two lines a page.</summary>
internal sealed class FakeTargets(WebApplication app) : IAsyncDisposable
{
    private const int PageSize = 2;

    public ConcurrentDictionary<(string Target, string Entity, string Key), LedgerLine> Ledger { get; } = new();

    public ConcurrentDictionary<(string Target, string Entity, string ExternalId), StandingLine> Standing { get; } = new();

    public ConcurrentQueue<ProofRepair> Repairs { get; } = new();

    /// <summary>How often each of them was asked for a page.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Why they cannot say what stands; null lets them.</summary>
    public volatile string? Trouble;

    public string[] Settings => ["--Services:QboSync:BaseUrl", app.Urls.First(), "--Services:SupabaseSync:BaseUrl", app.Urls.First(), "--Proof:NightlyAt", ""];

    public static async Task<FakeTargets> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = PlatformSetup.Json.PropertyNamingPolicy;
            foreach (var converter in PlatformSetup.Json.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        var app = builder.Build();
        var fake = new FakeTargets(app);
        app.Use((http, next) => http.Request.Headers["X-Service-Key"] == Neighbours.ServiceKey ? next(http) : Results.StatusCode(401).ExecuteAsync(http));
        app.MapPost("/internal/{target}/proof/ledger", (string target, ProofQuestion question) =>
            fake.Page(target, "ledger", question, fake.Ledger.Where(pair => pair.Key.Target == target && pair.Key.Entity == question.Entity).Select(pair => (pair.Key.Key, pair.Value))));
        app.MapPost("/internal/{target}/proof/standing", (string target, ProofQuestion question) => fake.Trouble is { } trouble
            ? ProofPage<StandingLine>.Away(trouble)
            : fake.Page(target, "standing", question, fake.Standing.Where(pair => pair.Key.Target == target && pair.Key.Entity == question.Entity).Select(pair => (pair.Value.Key, pair.Value))));
        app.MapPost("/internal/{target}/proof/repair", (string target, ProofRepair repair) =>
        {
            fake.Repairs.Enqueue(repair);
            return new ProofRepaired([], [.. repair.Doubled.Select(part => new RepairedPart(part.Kind, part.ExternalId, "It was voided."))], []);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    /// <summary>The order is in the ledger of a target and stands there, as the shop has it.</summary>
    public void Holds(string target, long id, DateTimeOffset placed)
    {
        var kind = target == "quickbooks" ? "SalesReceipt" : "orders";
        var day = placed.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Ledger[(target, Entities.Orders, $"{id}")] = new LedgerLine
        {
            Key = $"{id}", State = "Synced", WantedModified = placed, WantedSeq = 1, ExternalId = $"x{id}",
            Figures = new OrderFigures($"{id}", "processing", "USD", day, 10.00m, 0, 0), Parts = [new LedgerPart(kind, $"x{id}")],
        };
        Standing[(target, Entities.Orders, $"x{id}")] = new StandingLine { Key = $"{id}", Kind = kind, ExternalId = $"x{id}", Gross = 10.00m, Day = day };
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private ProofPage<T> Page<T>(string target, string what, ProofQuestion question, IEnumerable<(string Key, T Line)> all)
    {
        Asked.Enqueue($"{target} {what} {question.Entity}{(question.Keys is null ? "" : " by key")}");
        if (question.Keys is { } keys) return new ProofPage<T>([.. all.Where(line => keys.Contains(line.Key)).Select(line => line.Line)]);
        var skip = question.After is null ? 0 : int.Parse(question.After, System.Globalization.CultureInfo.InvariantCulture);
        var page = all.OrderBy(line => line.Key, StringComparer.Ordinal).Skip(skip).Take(PageSize).Select(line => line.Line).ToList();
        return new ProofPage<T>(page, page.Count < PageSize ? null : $"{skip + PageSize}");
    }
}
