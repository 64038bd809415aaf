using Hosting.Secrets;
using Microsoft.Data.Sqlite;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Syncing.Working;

namespace QboSync.Tests.Talking;

/// <summary>The client as the service has it, and a company that answers the next call as told.</summary>
public sealed class FaultHouse : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("qbosync-faults-").FullName;
    private readonly TestClock _clock = new();
    private Books _books = null!;
    private Instance _instance = null!;

    public async ValueTask InitializeAsync()
    {
        _books = await Books.OpenAsync(_clock);
        _instance = await Instance.StartAsync(_books, _clock, _directory);
    }

    /// <summary>What the client makes of an answer to an act.</summary>
    public async Task<FaultException> AnsweredAsync(string act, int status, string body, string type = "application/json")
    {
        _books.Next(Mishap.Answer(_ => true, status, body, type));
        return await Assert.ThrowsAnyAsync<FaultException>(() => ActAsync(act));
    }

    /// <summary>What the client makes of a Fault with these errors.</summary>
    public async Task<Fault> FaultAsync(string act, params (string Code, string Message, string Detail)[] errors) =>
        (await AnsweredAsync(act, 400, Body(errors))).Fault;

    public static string Body(params (string Code, string Message, string Detail)[] errors) => System.Text.Json.JsonSerializer.Serialize(new
    {
        Fault = new { Error = errors.Select(error => new { error.Message, error.Detail, code = error.Code, element = "" }), type = "ValidationFault" },
        time = "2025-07-29T09:25:04.214-07:00",
    });

    // As "create SalesReceipt", "update Customer" or "read Item".
    private async Task ActAsync(string act)
    {
        var (verb, entity) = (act.Split(' ')[0], act.Split(' ')[1]);
        var company = _instance.Get<QuickBooksClient>().Open(new TargetAccount(Books.Realm, new ActiveCredential
        {
            Id = "qbo-1", TenantId = "default-tenant", Platform = "quickbooks", Fields = new Dictionary<string, string> { ["realm_id"] = Books.Realm },
        }));
        if (verb == "read") await company.ReadAsync(entity, "1", CancellationToken.None);
        else await company.WriteAsync(entity, verb == "update" ? """{"Id":"5","SyncToken":"1"}""" : "{}", Guid.NewGuid().ToString("N"), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _instance.DisposeAsync();
        await _books.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
