using System.Collections.Concurrent;
using System.Text.Json;
using Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Conflicts;

/// <summary>The list of conflicts of all targets in one place.</summary>
public sealed class ConflictApiTests
{
    [Fact]
    public async Task The_list_is_asked_of_the_targets_and_paged_across_them()
    {
        await using var target = await Target.StartAsync();
        await using var stage = await Stage.StartAsync(settings: target.Settings);

        var first = await stage.Edge.GetAsync("/api/conflicts?entity=orders&state=open&store_id=shop-1&limit=2");
        Assert.Equal(["quickbooks-3", "quickbooks-2"], Ids(first));
        Assert.Equal("quickbooks-2", first.GetProperty("next_before_id").GetString());
        Assert.Empty(first.GetProperty("unavailable").EnumerateArray()); // Supabase keeps no list, which is none
        var asked = Assert.Single(target.Asked);
        Assert.Equal(("orders", "open", "shop-1", 2), (asked.GetProperty("entity").GetString(), asked.GetProperty("state").GetString(), asked.GetProperty("store_id").GetString(), asked.GetProperty("limit").GetInt32()));

        var second = await stage.Edge.GetAsync("/api/conflicts?before_id=quickbooks-2&limit=2");
        Assert.Equal(["quickbooks-1"], Ids(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_before_id").ValueKind);
        Assert.Empty(Ids(await stage.Edge.GetAsync("/api/conflicts?target=supabase")));
    }

    [Fact]
    public async Task One_conflict_is_shown_and_an_unknown_one_is_404()
    {
        await using var target = await Target.StartAsync();
        await using var stage = await Stage.StartAsync(settings: target.Settings);

        Assert.Equal("quickbooks-2", (await stage.Edge.GetAsync("/api/conflicts/quickbooks-2")).GetProperty("id").GetString());
        foreach (var id in (string[])["quickbooks-9", "supabase-1", "paper-1", "quickbooks-x", "7"])
            Assert.Contains(id, (await stage.Edge.GetAsync($"/api/conflicts/{id}", 404)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_choice_is_passed_on_and_a_wrong_one_says_which_there_are()
    {
        await using var target = await Target.StartAsync();
        await using var stage = await Stage.StartAsync(settings: target.Settings);

        var done = await stage.Edge.SendAsync("/api/conflicts/quickbooks-2/resolve", """{"choice":"link","external_id":"58","by":"ann"}""");
        Assert.Equal("resolved", done.GetProperty("state").GetString());
        var choice = Assert.Single(target.Resolved);
        Assert.Equal(("link", "58", "ann"), (choice.GetProperty("choice").GetString(), choice.GetProperty("external_id").GetString(), choice.GetProperty("by").GetString()));
        Assert.Equal("choice: must be one of link, create", (await stage.Edge.SendAsync("/api/conflicts/quickbooks-2/resolve", """{"choice":"burn"}""", 400)).GetProperty("detail").GetString());
        await stage.Edge.SendAsync("/api/conflicts/quickbooks-9/resolve", """{"choice":"link"}""", 404);
        Assert.Contains("chioce", (await stage.Edge.SendAsync("/api/conflicts/quickbooks-2/resolve", """{"chioce":"link"}""", 400)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("target=paper", "target")]
    [InlineData("entity=coupons", "entity")]
    [InlineData("state=odd", "state")]
    [InlineData("limit=0", "limit")]
    [InlineData("before_id=17", "before_id")]
    [InlineData("stat=open", "stat")]
    public async Task Bad_questions_name_the_parameter(string query, string named)
    {
        await using var stage = await Stage.StartAsync();
        Assert.StartsWith(named + ":", (await stage.Edge.GetAsync($"/api/conflicts?{query}", 400)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_target_that_is_away_is_named()
    {
        await using var stage = await Stage.StartAsync(settings: ["--Services:QboSync:BaseUrl", "http://127.0.0.1:1"]);
        var answer = await stage.Edge.GetAsync("/api/conflicts");
        Assert.Equal("quickbooks", Assert.Single(answer.GetProperty("unavailable").EnumerateArray()).GetProperty("target").GetString());
        Assert.Contains("quickbooks", (await stage.Edge.GetAsync("/api/conflicts/quickbooks-1", 503)).GetProperty("detail").GetString());
    }

    private static IReadOnlyList<string?> Ids(JsonElement answer) => [.. answer.GetProperty("conflicts").EnumerateArray().Select(one => one.GetProperty("id").GetString())];

    /// <summary>A target with three conflicts.</summary>
    private sealed class Target(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<JsonElement> Asked { get; } = new();

        public ConcurrentQueue<JsonElement> Resolved { get; } = new();

        public string[] Settings => ["--Services:QboSync:BaseUrl", app.Urls.First()];

        public static async Task<Target> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var target = new Target(app);
            app.Use((http, next) => http.Request.Headers["X-Service-Key"] == Neighbours.ServiceKey ? next(http) : Results.StatusCode(401).ExecuteAsync(http));
            app.MapPost("/internal/quickbooks/conflicts/find", target.Find);
            app.MapGet("/internal/quickbooks/conflicts/{id:long}", (long id) => id <= 3 ? Results.Json(Page(id)) : Results.NotFound());
            app.MapPost("/internal/quickbooks/conflicts/{id:long}/resolve", target.Resolve);
            await app.StartAsync(TestContext.Current.CancellationToken);
            return target;
        }

        private IResult Find(JsonElement question)
        {
            Asked.Enqueue(question);
            var before = question.GetProperty("before_id") is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : long.MaxValue;
            return Results.Json(new long[] { 3, 2, 1 }.Where(id => id < before).Take(question.GetProperty("limit").GetInt32()).Select(id => Page(id)), PlatformSetup.Json);
        }

        private IResult Resolve(long id, JsonElement choice)
        {
            if (id > 3) return Results.Json(new { conflict = (object?)null, problem = (string?)null });
            if (choice.GetProperty("choice").GetString() != "link") return Results.Json(new { conflict = Page(id), problem = "choice: must be one of link, create" });
            Resolved.Enqueue(choice);
            return Results.Json(new { conflict = Page(id, "resolved"), problem = (string?)null });
        }

        private static object Page(long id, string state = "open") => new { id = $"quickbooks-{id}", state };

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }
}
