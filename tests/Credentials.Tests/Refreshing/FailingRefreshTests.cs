using System.Net;
using Credentials.Storing;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Hosting.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Tests.Refreshing;

public class FailingRefreshTests
{
    private static object Company(FakeIntuit intuit, double minutesLeft = 0) =>
        Bodies.QuickBooks(intuit.RefreshToken, "access-0", TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(minutesLeft));

    private static Func<HttpContext, Task> Status(int status) => http => FakeIntuit.AnswerAsync(http, status, new { });

    private static Task Drop(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_refresh_token()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.Faults.Enqueue(Drop);

        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal(["refresh-0", "refresh-0"], intuit.Asked);
    }

    [Fact]
    public async Task An_answer_lost_for_longer_is_asked_for_by_the_next_caller()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.Faults.Enqueue(Drop);
        intuit.Faults.Enqueue(Drop);

        var lost = await app.AccessTokenAsync("books");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "token_endpoint_unavailable"), (lost.Status, lost.Code));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal(["refresh-0", "refresh-0", "refresh-0"], intuit.Asked);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(302)]
    [InlineData(403)]
    public async Task What_Intuit_does_not_say_clearly_costs_no_token(int status)
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.Faults.Enqueue(Status(status));

        await Assert.ThrowsAsync<CredentialsUnavailableException>(() => app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
    }

    [Fact]
    public async Task While_Intuit_is_away_a_token_serves_to_its_end()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit, minutesLeft: 3));
        intuit.Faults.Enqueue(Status(503));
        intuit.Faults.Enqueue(Status(503));

        Assert.Equal("access-0", await app.Client.AccessTokenAsync("books", null, default));
        await Assert.ThrowsAsync<CredentialsUnavailableException>(() => app.Client.AccessTokenAsync("books", "access-0", default));
    }

    [Fact]
    public async Task After_invalid_grant_a_person_must_connect_and_Intuit_is_not_asked_again()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.RefreshToken = "taken-by-somebody-else";

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => app.AccessTokenAsync("books")));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Conflict, "reconnect_required"), (answer.Status, answer.Code)));
        Assert.Contains("/api/credentials/quickbooks/connect?credential_id=books", answers[0].Detail);
        await Assert.ThrowsAsync<ReconnectRequiredException>(() => app.Client.AccessTokenAsync("books", null, default));
        Assert.Single(intuit.Asked);
        Assert.Equal("Reconnect", (await app.GetAsync("/api/credentials/books")).Json.GetProperty("connection").GetProperty("state").GetString());

        await app.PutAsync("books", Bodies.QuickBooks(intuit.RefreshToken, null, null));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
    }

    [Fact]
    public async Task After_invalid_grant_the_pair_is_read_again_and_a_newer_one_is_used()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.RefreshToken = "entered-meanwhile";
        intuit.DuringRefresh = async () =>
        {
            intuit.DuringRefresh = null;
            await app.PutAsync("books", Bodies.QuickBooks("entered-meanwhile", null, null));
        };

        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal(["refresh-0", "entered-meanwhile"], intuit.Asked);
    }

    [Fact]
    public async Task A_company_connected_during_a_refresh_is_not_overwritten_by_its_answer()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.DuringRefresh = async () =>
        {
            intuit.DuringRefresh = null;
            await app.PutAsync("books", Bodies.QuickBooks("of-the-other-company", "access-of-the-other", TimeProvider.System.GetUtcNow().AddHours(1), realm: "222"));
        };

        Assert.Equal("access-of-the-other", await app.Client.AccessTokenAsync("books", null, default));
        var row = await app.GetAsync("/api/credentials/books");
        Assert.Equal("222", row.Json.GetProperty("credentials").GetProperty("realm_id").GetString());
    }

    [Fact]
    public async Task A_put_during_a_refresh_costs_neither_of_them()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.DuringRefresh = () => app.PutJsonAsync("books", """{"platform":"quickbooks","credentials":{"start_date":"2024-01-31"}}""");

        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        intuit.DuringRefresh = null;
        Assert.Equal("access-2", await app.Client.AccessTokenAsync("books", "access-1", default));
        Assert.Equal("2024-01-31", (await app.Client.FindAsync("books", default))!.Field("start_date"));
    }

    [Fact]
    public async Task A_wrong_client_secret_is_said_and_costs_no_token()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        intuit.ClientSecret = "another";
        var refused = await app.AccessTokenAsync("books");
        Assert.Equal("client_refused", refused.Code);
        Assert.Contains("client_secret", refused.Detail);

        await app.PutJsonAsync("books", """{"platform":"quickbooks","credentials":{"client_secret":"another"}}""");
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
    }

    [Fact]
    public async Task A_caller_who_goes_away_does_not_lose_the_answer()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        var (asked, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        intuit.DuringRefresh = async () =>
        {
            asked.SetResult();
            await gone.Task;
        };
        using var impatient = new CancellationTokenSource();
        var call = app.Client.AccessTokenAsync("books", null, impatient.Token);
        await asked.Task;
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        gone.SetResult();
        intuit.DuringRefresh = null;

        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Single(intuit.Asked);
    }

    [Fact]
    public async Task The_lease_of_an_instance_that_died_runs_out()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        await using (var database = await app.Services.GetRequiredService<IDbContextFactory<CredentialsDb>>().CreateDbContextAsync())
        {
            var until = app.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
            await database.TokenStates.ExecuteUpdateAsync(set => set.SetProperty(s => s.LeaseOwner, "dead").SetProperty(s => s.LeaseUntil, until));
        }
        var waiting = app.Client.AccessTokenAsync("books", null, default);
        for (var i = 0; i < 50; i++) await app.GetAsync("/api/credentials"); // time in which it would have asked
        Assert.Empty(intuit.Asked);
        app.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.Equal("access-1", await waiting);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_handed_out_and_not_lost()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        using var folder = new TempFolder();
        await using var app = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit));
        folder.Execute("CREATE TRIGGER full BEFORE UPDATE OF oauth_tokens_encrypted ON integration_credentials BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        var refused = await app.AccessTokenAsync("books");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "tokens_not_stored"), (refused.Status, refused.Code));
        folder.Execute("DROP TRIGGER full");
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal(["refresh-0"], intuit.Asked);
    }
}
