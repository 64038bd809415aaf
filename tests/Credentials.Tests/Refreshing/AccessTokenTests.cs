using System.Net;
using Credentials.Refreshing;
using Credentials.Storing;
using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Tests.Refreshing;

public class AccessTokenTests
{
    private static object Company(FakeIntuit intuit, TimeSpan left) => Bodies.QuickBooks(intuit.RefreshToken, "access-0", TimeProvider.System.GetUtcNow() + left);

    [Fact]
    public async Task A_token_that_holds_is_handed_out_without_asking_Intuit()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit, TimeSpan.FromMinutes(30)));

        Assert.Equal("access-0", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Empty(intuit.Asked);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-10)]
    public async Task A_token_within_five_minutes_of_its_end_is_refreshed(int minutesLeft)
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit, TimeSpan.FromMinutes(minutesLeft)));

        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        Assert.Equal(["refresh-0"], intuit.Asked);
    }

    [Fact]
    public async Task A_refused_token_is_refreshed_once_and_an_older_refused_one_is_not()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit, TimeSpan.FromMinutes(30)));

        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", "access-0", default));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", "access-0", default));
        Assert.Single(intuit.Asked);
    }

    [Fact]
    public async Task Fifty_callers_at_two_instances_make_one_refresh()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        using var folder = new TempFolder();
        await using var one = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        await using var two = await CredentialsDriver.StartAsync(folder, settings: intuit.Settings);
        await one.PutAsync("books", Company(intuit, TimeSpan.Zero));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? one : two).AccessTokenAsync("books")));

        Assert.All(answers, answer => Assert.Equal("access-1", answer.Json.GetProperty("access_token").GetString()));
        Assert.Equal(["refresh-0"], intuit.Asked);
    }

    [Fact]
    public async Task The_newest_refresh_token_is_on_disk_before_the_access_token_is_handed_out()
    {
        await using var intuit = await FakeIntuit.StartAsync();
        await using var app = await CredentialsDriver.StartAsync(settings: intuit.Settings);
        await app.PutAsync("books", Company(intuit, TimeSpan.Zero));
        for (var round = 1; round <= 5; round++)
        {
            var given = await app.AccessTokenAsync("books", $"access-{round - 1}");
            var (current, previous) = await StoredAsync(app);
            Assert.Equal(($"access-{round}", $"refresh-{round}"), (given.Json.GetProperty("access_token").GetString(), current.RefreshToken));
            Assert.Equal($"refresh-{round - 1}", previous!.RefreshToken);
        }
    }

    private static async Task<(TokenPair Current, TokenPair? Previous)> StoredAsync(CredentialsDriver app)
    {
        await using var database = await app.Services.GetRequiredService<IDbContextFactory<CredentialsDb>>().CreateDbContextAsync();
        var vault = app.Services.GetRequiredService<Vault>();
        var row = await database.Credentials.SingleAsync();
        return (vault.Tokens(row)!, vault.PreviousTokens(row, await database.TokenStates.SingleAsync()));
    }
}
