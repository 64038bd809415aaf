using System.Text.Json.Nodes;
using Contracts;
using Microsoft.Data.Sqlite;
using QboSync.Requeueing;
using QboSync.Storage;
using QboSync.Tests.Kit;
using Syncing;
using Syncing.Ledger;

namespace QboSync.Tests.Requeueing;

public sealed class WatchTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("qbosync-watch-").FullName;
    private readonly TestClock _clock = new();
    private Books _books = null!;

    private Task<WatchedService> StartAsync(params string[] settings) => WatchedService.StartAsync(_books, _clock, _directory, settings);

    private int Reads => _books.Calls.Count(call => call.Method == "GET");

    private Task CloseAsync(string? date) => _books.SettingsAsync(new JsonObject
    {
        ["preferences"] = new JsonObject { ["AccountingInfoPrefs"] = new JsonObject { ["BookCloseDate"] = date } },
    }.ToJsonString());

    [Fact]
    public async Task An_order_held_for_a_closed_period_is_booked_once_the_period_is_opened()
    {
        await CloseAsync("2026-12-31");
        await using var service = await StartAsync();
        await service.TakeAsync(new Order(7));
        await service.UntilAsync(7, RecordState.NeedsAttention);
        Assert.Equal("closed_period", (await service.RowAsync(7)).Code);

        await service.RoundAsync(); // the first look tries once: it may have been opened before anybody looked
        await service.UntilAsync(7, RecordState.NeedsAttention);
        Assert.Equal(2, await service.TriesAsync(7));
        await service.RoundAsync();
        await service.RoundAsync();
        Assert.Equal(2, await service.TriesAsync(7)); // nothing changed, nothing is tried
        Assert.Empty(await _books.AllAsync("SalesReceipt"));

        await CloseAsync(null);
        await service.RoundAsync();
        await service.UntilAsync(7, RecordState.Synced);
        Assert.Equal(12.00m, (decimal)(await _books.OneAsync("SalesReceipt"))["TotalAmt"]!);
    }

    [Fact]
    public async Task An_order_held_for_a_missing_account_is_booked_once_the_account_is_added()
    {
        await using var service = await StartAsync("--QuickBooks:DepositToAccount=Shop clearing");
        await service.TakeAsync(new Order(7));
        await service.UntilAsync(7, RecordState.NeedsAttention);
        Assert.Equal("account_missing", (await service.RowAsync(7)).Code);
        await service.RoundAsync();
        await service.UntilAsync(7, RecordState.NeedsAttention);

        var account = await _books.EnterAsync("account", new JsonObject { ["Name"] = "Shop clearing", ["AccountType"] = "Bank", ["AccountSubType"] = "Checking" });
        await service.RoundAsync();
        await service.UntilAsync(7, RecordState.Synced);
        Assert.Equal((string?)account["Id"], (string?)(await _books.OneAsync("SalesReceipt"))["DepositToAccountRef"]!["value"]);
    }

    [Fact]
    public async Task Nothing_is_read_while_nothing_waits_or_what_waits_is_not_mended_by_a_look()
    {
        await using var service = await StartAsync();
        await service.RoundAsync();
        await service.StandAsync(1, "quickbooks_6070");
        await service.StandAsync(2, "changed_in_quickbooks", RecordState.Conflict);
        await service.StandAsync(3, "prefix_shared"); // told by whoever saves the mapping
        await service.RoundAsync();
        Assert.Equal(0, Reads);
        await service.StandAsync(4, "closed_period");
        await service.RoundAsync();
        Assert.Equal(1, _books.Count("GET", "preferences"));
        Assert.Equal(0, _books.Count("GET", "query?query=select%20%2A%20from%20Account"));
    }

    [Fact]
    public async Task The_longer_nothing_changes_the_less_often_a_company_is_looked_at()
    {
        await using var service = await StartAsync();
        await service.StandAsync(1, "closed_period");
        await service.RoundAsync();
        await service.UntilAsync(1, RecordState.Synced); // the first look sends it on
        await service.StandAsync(2, "closed_period");
        var before = _books.Count("GET", "preferences");
        for (var minutes = 0; minutes < 24 * 60; minutes += 10) await service.RoundAsync();
        Assert.InRange(_books.Count("GET", "preferences") - before, 24, 80); // and not 144; an access token that ended costs a repeat each hour
        Assert.Equal(RecordState.NeedsAttention, (await service.RowAsync(2)).State);
        await CloseAsync("2020-12-31"); // a change brings the short interval back
        for (var minutes = 0; minutes < 60 && (await service.RowAsync(2)).State == RecordState.NeedsAttention; minutes += 10) await service.RoundAsync();
        await service.UntilAsync(2, RecordState.Synced);
    }

    [Fact]
    public async Task What_a_person_changed_in_a_list_sends_records_on_and_what_we_wrote_does_not()
    {
        await using var service = await StartAsync();
        await service.TakeAsync(new Order(1)); // its customer and item are ours
        await service.UntilAsync(1, RecordState.Synced);
        await service.StandAsync(2, "name_taken");
        await service.RoundAsync();
        await service.UntilAsync(2, RecordState.Synced); // the first look
        await service.StandAsync(3, "name_taken");
        await service.TakeAsync(new Order(4) { Email = "other@example.test", Last = "Other" }); // made since
        await service.UntilAsync(4, RecordState.Synced);
        await service.RoundAsync();
        Assert.Equal(RecordState.NeedsAttention, (await service.RowAsync(3)).State);

        var vendor = await _books.EnterAsync("vendor", new JsonObject { ["DisplayName"] = "Jane Doe Crafts" });
        await service.RoundAsync();
        Assert.Equal(RecordState.NeedsAttention, (await service.RowAsync(3)).State); // a new one frees no name
        _clock.Advance(TimeSpan.FromMinutes(5));
        await _books.EnterAsync("vendor", new JsonObject { ["Id"] = (string?)vendor["Id"], ["SyncToken"] = (string?)vendor["SyncToken"], ["sparse"] = true, ["DisplayName"] = "Crafts, Jane" });
        await service.RoundAsync();
        await service.UntilAsync(3, RecordState.Synced);
    }

    [Fact]
    public async Task Of_two_instances_one_looks()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await one.StandAsync(1, "quickbooks_6070"); // keeps the ledger busy with nothing
        await one.StandAsync(2, "plan_lacks_feature");
        _clock.Advance(TimeSpan.FromMinutes(10));
        var account = (await one.Get<TargetAccounts<QboSyncDb>>().ConnectedAsync(CancellationToken.None))[0];
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? one : two).Get<CauseLook>().LookAsync(account, CancellationToken.None)));
        Assert.Equal(1, _books.Count("GET", "query?query=select%20%2A%20from%20TaxCode"));
    }

    [Fact]
    public async Task A_company_that_cannot_be_asked_is_looked_at_again()
    {
        await using var service = await StartAsync();
        await service.StandAsync(1, "closed_period");
        _books.Next(Mishap.Answer(_ => true, 503, ""));
        await service.RoundAsync();
        Assert.Equal(RecordState.NeedsAttention, (await service.RowAsync(1)).State);
        await service.RoundAsync();
        await service.UntilAsync(1, RecordState.Synced);
    }

    [Fact]
    public async Task A_changed_credential_sends_on_what_was_given_up_for_want_of_access()
    {
        await using var service = await StartAsync();
        await service.StandAsync(1, "credentials_unavailable");
        await service.StandAsync(2, "quickbooks_6070");
        await service.PublishAsync(new CredentialsChanged { CredentialId = "qbo-1", TenantId = "default-tenant", Platform = "quickbooks" });
        await service.UntilAsync(1, RecordState.Synced);
        Assert.Equal(RecordState.NeedsAttention, (await service.RowAsync(2)).State);
    }

    [Fact]
    public async Task A_saved_mapping_sends_on_what_waited_for_it()
    {
        await using var service = await StartAsync();
        await service.StandAsync(1, "tax_mapping_missing");
        await service.StandAsync(2, "closed_period");
        Assert.Equal(1, await service.Get<CauseRequeueing>().RequeueAsync(Books.Realm, Cause.MappingSaved, CancellationToken.None));
        await service.UntilAsync(1, RecordState.Synced);
        Assert.Equal(RecordState.NeedsAttention, (await service.RowAsync(2)).State);
    }

    [Fact]
    public void The_interval_is_checked() =>
        Assert.Contains("QuickBooks:CauseWatchMinutes", new CauseWatchOptionsCheck().Validate(null, new() { CauseWatchMinutes = 0 }).FailureMessage);

    public async ValueTask InitializeAsync() => _books = await Books.OpenAsync(_clock);

    public async ValueTask DisposeAsync()
    {
        Assert.True(_books.AllMishapsHappened);
        await _books.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
