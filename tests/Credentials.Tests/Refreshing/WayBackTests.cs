using System.Net;
using Credentials.Storing;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Tests.Refreshing;

public class WayBackTests
{
    private static object Company(string refresh, string realm = "9130350000000001") => Bodies.QuickBooks(refresh, null, null, realm);

    private static async Task<(string Current, string? Previous)> StoredAsync(CredentialsDriver app)
    {
        await using var database = await app.Services.GetRequiredService<IDbContextFactory<CredentialsDb>>().CreateDbContextAsync();
        var (vault, row) = (app.Services.GetRequiredService<Vault>(), await database.Credentials.SingleAsync());
        return (vault.Tokens(row)!.RefreshToken, vault.PreviousTokens(row, await database.TokenStates.SingleAsync())?.RefreshToken);
    }

    [Fact]
    public async Task Where_the_newest_refresh_token_is_refused_the_one_before_it_is_tried_once_and_kept()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company("refresh-0"));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        intuit.RefreshToken = "of-a-rotation-that-did-not-last";
        intuit.StillTaken.Add("refresh-0");

        Assert.Equal("access-2", await app.Client.AccessTokenAsync("books", "access-1", default));

        Assert.Equal(["refresh-0", "refresh-1", "refresh-0"], intuit.Asked);
        Assert.Equal(("refresh-2", "refresh-0"), await StoredAsync(app));
        Assert.Equal("Connected", (await app.ConnectionAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Where_both_are_refused_a_person_must_connect_and_nothing_more_is_tried()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company("refresh-0"));
        await app.Client.AccessTokenAsync("books", null, default);
        intuit.RefreshToken = "taken-by-somebody-else";

        var first = await app.AccessTokenAsync("books", "access-1");
        Assert.Equal((HttpStatusCode.Conflict, "reconnect_required"), (first.Status, first.Code));
        Assert.Contains("The token before it was tried too", first.Detail);
        Assert.Equal("reconnect_required", (await app.AccessTokenAsync("books", "access-1")).Code);
        Assert.Equal(["refresh-0", "refresh-1", "refresh-0"], intuit.Asked);
    }

    [Fact]
    public async Task Tokens_of_another_company_are_never_a_way_back()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company("refresh-0", "111"));
        await app.PutAsync("books", Company("of-the-second-company", "222"));

        Assert.Equal("reconnect_required", (await app.AccessTokenAsync("books")).Code);
        Assert.Equal(["of-the-second-company"], intuit.Asked);
    }

    [Fact]
    public async Task A_refresh_token_that_did_not_change_does_not_push_out_the_one_before_it()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company("refresh-0"));
        await app.Client.AccessTokenAsync("books", null, default);
        intuit.Rotates = false;
        await app.Client.AccessTokenAsync("books", "access-1", default);
        await app.Client.AccessTokenAsync("books", "access-2", default);
        Assert.Equal(("refresh-1", "refresh-0"), await StoredAsync(app));
    }

    [Fact]
    public async Task A_rotation_whose_answer_is_lost_is_recovered_where_Intuit_still_takes_the_old_token()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company("refresh-0"));
        intuit.StillTaken.Add("refresh-0");
        intuit.Faults.Enqueue(intuit.RotateAndDropAsync);

        Assert.Equal("access-2", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal("refresh-2", (await StoredAsync(app)).Current);
        Assert.False((await app.ConnectionAsync()).TryGetProperty("refresh_unanswered_since", out var since) && since.ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_rotation_whose_answer_is_lost_ends_in_reconnect_where_the_old_token_is_dead_and_says_so()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company("refresh-0"));
        intuit.Faults.Enqueue(intuit.RotateAndDropAsync);

        var lost = await app.AccessTokenAsync("books");
        Assert.Equal((HttpStatusCode.Conflict, "reconnect_required"), (lost.Status, lost.Code));
        Assert.Contains("was not answered", lost.Detail);
        var alert = Assert.Single(await app.OpenAlertsAsync(1));
        Assert.Contains("was not answered", alert.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_kill_between_rotation_and_storing_the_next_one_knows_of_it(bool oldTokenLives)
    {
        await using var intuit = await FakeIntuit.StartAsync();
        using var folder = new TempFolder();
        await using (var killed = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings))
        {
            await killed.PutAsync("books", Company("refresh-0"));
            // Intuit rotates, and what it answered is never written: to the disk a kill looks the same.
            folder.Execute("CREATE TRIGGER full BEFORE UPDATE OF oauth_tokens_encrypted ON integration_credentials BEGIN SELECT RAISE(ABORT, 'disk full'); END");
            Assert.Equal("tokens_not_stored", (await killed.AccessTokenAsync("books")).Code);
            Assert.NotEqual(default, (await killed.ConnectionAsync()).GetProperty("refresh_unanswered_since").GetDateTimeOffset());
        }
        folder.Execute("DROP TRIGGER full");
        if (oldTokenLives) intuit.StillTaken.Add("refresh-0");

        await using var next = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        var answer = await next.AccessTokenAsync("books");
        if (oldTokenLives)
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            return;
        }
        Assert.Equal("reconnect_required", answer.Code);
        Assert.Contains("its answer could not be stored", answer.Detail);
        Assert.Contains("connect?credential_id=books", answer.Detail);
    }

    [Fact]
    public async Task An_instance_that_was_too_slow_does_not_undo_the_rotation_of_the_other()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        using var folder = new TempFolder();
        var clock = new MovableClock();
        await using var slow = await CredentialsDriver.StartAsync(folder, clock: clock, settings: intuit.Settings);
        await using var quick = await CredentialsDriver.StartAsync(folder, clock: clock, settings: intuit.Settings);
        await slow.PutAsync("books", Company("refresh-0"));
        var (asked, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        intuit.DuringRefresh = async () =>
        {
            intuit.DuringRefresh = null;
            asked.SetResult();
            await go.Task;
        };
        var waiting = slow.Client.AccessTokenAsync("books", null, default);
        await asked.Task;
        clock.Move(TimeSpan.FromSeconds(91)); // the lease of the slow one runs out
        Assert.Equal("access-1", await quick.Client.AccessTokenAsync("books", null, default));
        go.SetResult(); // its token is dead by now

        Assert.Equal("access-1", await waiting);
        Assert.Equal("Connected", (await quick.ConnectionAsync()).GetProperty("state").GetString());
        Assert.Equal(["refresh-0", "refresh-0"], intuit.Asked);
    }

    [Fact]
    public async Task An_orderly_stop_waits_for_the_answer_of_a_refresh()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        using var folder = new TempFolder();
        var (asked, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var app = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        await app.PutAsync("books", Company("refresh-0"));
        intuit.DuringRefresh = async () =>
        {
            intuit.DuringRefresh = null;
            asked.TrySetResult();
            await go.Task;
        };
        using var impatient = new CancellationTokenSource();
        var call = app.Client.AccessTokenAsync("books", null, impatient.Token);
        await asked.Task;
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var stopping = app.DisposeAsync();
        go.SetResult();
        await stopping;

        await using var next = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        Assert.Equal("access-1", await next.Client.AccessTokenAsync("books", null, default));
        Assert.Single(intuit.Asked);
    }
}
