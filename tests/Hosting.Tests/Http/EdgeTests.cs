using System.Net.Http.Json;
using System.Text;
using FluentValidation;
using Hosting.Bus;
using Hosting.Problems;
using Hosting.Secrets;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hosting.Tests.Http;

/// <summary>What every service has at its HTTP edge.</summary>
public sealed class EdgeTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private TestApp _app = null!;

    public sealed record Parcel(string? FullName, int ItemCount, Address? ShipTo);

    public sealed record Address(string? PostCode);

    private sealed class ParcelValidator : AbstractValidator<Parcel>
    {
        public ParcelValidator()
        {
            RuleFor(parcel => parcel.FullName).NotEmpty();
            RuleFor(parcel => parcel.ItemCount).GreaterThan(0);
            RuleFor(parcel => parcel.ShipTo!.PostCode).NotEmpty().When(parcel => parcel.ShipTo is not null);
        }
    }

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(_folder, add: builder => builder.AddBus(), map: app =>
    {
        app.MapGet("/api/ping", () => new { FullName = "pong" });
        app.MapGet("/api/callback", () => "open").AllowAnonymous();
        app.MapGet("/apiary", () => "not an API");
        app.MapGet("/internal/ping", () => new { ok = true });
        app.MapGet("/internal/open", () => "never open").AllowAnonymous();
        app.MapGet("/api/boom", string () => throw new InvalidOperationException("secret detail"));
        app.MapGet("/api/away", string () => throw new CredentialsUnavailableException("The Credentials service cannot be reached: refused"));
        app.MapGet("/api/list", (int limit = 5, DateTimeOffset? from = null, long? before_id = null, Guid? id = null, bool all = false, string? q = null) => new { limit, from, before_id, id, all, q })
            .TakesQuery("limit", "from", "before_id", "id", "all", "q");
        app.MapGet("/api/find", (int shopNumber) => shopNumber);
        app.MapPost("/api/parcels", (Parcel parcel) => new ParcelValidator().Check(parcel) ?? Results.Ok(parcel));
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("/api/ping", "X-Api-Key", TestApp.ApiKey, 200)]
    [InlineData("/API/ping", "X-Api-Key", "wrong", 401)]
    [InlineData("/api/ping", null, null, 401)]
    [InlineData("/api/ping", "X-Api-Key", "wrong", 401)]
    [InlineData("/api/ping", "X-Api-Key", "", 401)]
    [InlineData("/api/ping", "X-Service-Key", TestApp.ServiceKey, 401)]
    [InlineData("/api/no-such-route", null, null, 401)]
    [InlineData("/api/no-such-route", "X-Api-Key", TestApp.ApiKey, 404)]
    [InlineData("/%61pi/ping", null, null, 401)]
    [InlineData("/internal/ping", "X-Service-Key", TestApp.ServiceKey, 200)]
    [InlineData("/internal/ping", "X-Api-Key", TestApp.ApiKey, 401)]
    [InlineData("/internal/ping", "X-Service-Key", TestApp.ApiKey, 401)]
    [InlineData("/internal/ping", null, null, 401)]
    [InlineData("/internal/open", null, null, 401)]
    [InlineData("/health/live", null, null, 200)]
    [InlineData("/openapi/v1.json", null, null, 200)]
    public async Task Each_door_has_its_own_key(string path, string? header, string? key, int status) =>
        Assert.Equal(status, (await _app.SendAsync(HttpMethod.Get, path, header: header, key: key)).Status);

    [Theory, InlineData("/api/callback", "open"), InlineData("/apiary", "not an API")]
    public async Task A_route_that_says_so_is_open_to_browsers(string path, string expected) =>
        Assert.Equal(expected, await _app.Http.GetStringAsync(path, TestApp.Cancel));

    [Fact]
    public async Task What_is_wrong_with_the_key_is_said_and_the_key_is_not()
    {
        var missing = await _app.SendAsync(HttpMethod.Get, "/api/ping", header: null);
        Assert.Equal(("application/problem+json", "The header X-Api-Key is missing."), (missing.Type, missing.Body.GetProperty("detail").GetString()));
        var wrong = await _app.SendAsync(HttpMethod.Get, "/api/ping", key: "some-wrong-key");
        Assert.Equal("The header X-Api-Key does not hold the right key.", wrong.Body.GetProperty("detail").GetString());
        Assert.DoesNotContain("some-wrong-key", wrong.Body.ToString());
    }

    [Theory, InlineData("/api/no-such-route", 404), InlineData("/api/boom", 500), InlineData("/api/away", 503), InlineData("/api/parcels", 405)]
    public async Task Every_error_is_a_problem_document(string path, int status)
    {
        var (answered, type, body) = await _app.GetAsync(path);
        Assert.Equal((status, "application/problem+json", status), (answered, type, body.GetProperty("status").GetInt32()));
        Assert.False(string.IsNullOrEmpty(body.GetProperty("title").GetString()));
        Assert.DoesNotContain("secret detail", body.ToString());
    }

    [Theory]
    [InlineData("""{"full_name":"a","item_count":"many"}""", "item_count")]
    [InlineData("""{"full_name":17,"item_count":1}""", "full_name")]
    [InlineData("""{"full_name":"a","item_count":1,"ship_to":{"post_code":[]}}""", "ship_to.post_code")]
    public async Task A_body_of_the_wrong_shape_names_the_field(string json, string field)
    {
        var (status, type, body) = await _app.SendAsync(HttpMethod.Post, "/api/parcels", Json(json));
        Assert.Equal((400, "application/problem+json"), (status, type));
        Assert.StartsWith(field + ":", body.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"full_name":"a","item_count":1,"item_cuont":2}""", "item_cuont: there is no such field")]
    [InlineData("""{"full_name":"a","item_count":1,"ship_to":{"postcode":"1"}}""", "ship_to.postcode: there is no such field")]
    [InlineData("""{"full_name":"a","item_count":1,"odd 'name'.":2}""", "odd 'name'.: there is no such field")]
    public async Task A_field_that_is_not_known_is_refused_by_name(string json, string detail)
    {
        var (status, type, body) = await _app.SendAsync(HttpMethod.Post, "/api/parcels", Json(json));
        Assert.Equal((400, "application/problem+json", detail), (status, type, body.GetProperty("detail").GetString()));
    }

    [Fact]
    public void An_answer_of_another_service_may_know_more_fields() =>
        Assert.Equal("a", System.Text.Json.JsonSerializer.Deserialize<Parcel>("""{"full_name":"a","news":1}""", PlatformSetup.Json)!.FullName);

    [Theory, InlineData("{"), InlineData(""), InlineData("not json"), InlineData("null")]
    public async Task A_body_that_is_no_JSON_is_the_senders_fault(string json)
    {
        var (status, type, body) = await _app.SendAsync(HttpMethod.Post, "/api/parcels", Json(json));
        Assert.Equal((400, "application/problem+json"), (status, type));
        Assert.False(string.IsNullOrEmpty(body.GetProperty("detail").GetString()));
    }

    [Theory]
    [InlineData("/api/list?limit=x", "limit: must be a whole number")]
    [InlineData("/api/list?limit=1&limit=2", "limit: must be a whole number")]
    [InlineData("/api/list?from=yesterday", "from: must be a date such as 2026-11-22T10:00:00Z")]
    [InlineData("/api/list?before_id=abc", "before_id: must be a whole number")]
    [InlineData("/api/list?id=1", "id: must be an id such as 0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("/api/list?all=1", "all: must be true or false")]
    [InlineData("/api/list?q=a&limt=1", "limt: there is no such parameter; there are limit, from, before_id, id, all, q")]
    [InlineData("/api/find?shopNumber=x", "shop_number: must be a whole number")]
    [InlineData("/api/find", "shop_number: is missing")]
    public async Task A_query_that_cannot_be_read_is_refused_by_name(string path, string detail)
    {
        var (status, type, body) = await _app.GetAsync(path);
        Assert.Equal((400, "application/problem+json", detail), (status, type, body.GetProperty("detail").GetString()));
    }

    [Theory, InlineData(""), InlineData("null")]
    public async Task A_missing_body_is_said_to_be_missing(string json) =>
        Assert.Equal("The body is missing", (await _app.SendAsync(HttpMethod.Post, "/api/parcels", Json(json))).Body.GetProperty("detail").GetString());

    [Fact]
    public async Task A_query_with_every_parameter_is_taken() =>
        Assert.Equal(200, (await _app.GetAsync("/api/list?limit=1&from=2026-11-22T10:00:00Z&before_id=7&id=0f8fad5b-d9cb-469f-a165-70867728950e&all=true&Q=x")).Status);

    [Fact]
    public async Task A_body_of_another_type_is_refused_as_such() =>
        Assert.Equal((415, "application/problem+json"), await _app.SendAsync(HttpMethod.Post, "/api/parcels", new StringContent("x", Encoding.UTF8, "text/plain")) is var answer ? (answer.Status, answer.Type) : default);

    [Fact]
    public async Task Validation_names_the_fields_as_they_stand_in_the_JSON()
    {
        var (status, type, body) = await _app.SendAsync(HttpMethod.Post, "/api/parcels", Json("""{"item_count":0,"ship_to":{}}"""));
        Assert.Equal((400, "application/problem+json"), (status, type));
        Assert.Equal(["full_name", "item_count", "ship_to.post_code"], body.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public async Task Answers_are_in_snake_case()
    {
        Assert.Equal("pong", (await _app.GetAsync("/api/ping")).Body.GetProperty("full_name").GetString());
        var parcel = await _app.SendAsync(HttpMethod.Post, "/api/parcels", JsonContent.Create(new Parcel("a", 1, null), options: PlatformSetup.Json));
        Assert.Equal((200, 1), (parcel.Status, parcel.Body.GetProperty("item_count").GetInt32()));
    }

    [Fact]
    public async Task OpenAPI_describes_the_routes()
    {
        var paths = (await _app.GetAsync("/openapi/v1.json")).Body.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/parcels", paths);
    }

    [Fact]
    public async Task On_the_in_memory_bus_the_service_becomes_ready()
    {
        await Eventually.TrueAsync(async () => (await _app.GetAsync("/health/ready")).Body.GetProperty("status").GetString() == "Healthy");
        Assert.Equal("Healthy", (await _app.GetAsync("/health/live")).Body.GetProperty("status").GetString());
    }

    [Fact]
    public void The_bus_reports_its_use_to_nobody() =>
        Assert.False(_app.App.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
