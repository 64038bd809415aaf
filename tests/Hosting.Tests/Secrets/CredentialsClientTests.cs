using System.Net;
using System.Net.Http.Json;
using System.Text;
using Contracts;
using Hosting.Bus;
using Hosting.Secrets;
using Hosting.Settings;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hosting.Tests.Secrets;

public class CredentialsClientTests
{
    private const string ServiceKey = "a-service-key-of-the-tests";

    private readonly FakeClock _clock = new();
    private readonly Door _door = new();
    private readonly CredentialsClient _client;

    private static readonly ActiveCredential Company = new()
    {
        Id = "qb", TenantId = "tenant", Platform = "quickbooks", Fields = new Dictionary<string, string> { ["realm_id"] = "9" },
    };

    public CredentialsClientTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Services:Credentials:BaseUrl", "http://credentials.test:8083/")]).Build();
        _client = new CredentialsClient(_door, new ServiceAddresses(configuration, null!), Options.Create(new ServicesOptions { Key = ServiceKey }), _clock);
    }

    /// <summary>Credentials as seen through HTTP.</summary>
    private sealed class Door : HttpMessageHandler, IHttpClientFactory
    {
        public List<HttpRequestMessage> Asked { get; } = [];

        public Func<Task<HttpResponseMessage>> Answer { get; set; } = () => Task.FromResult(Json(new[] { Company }));

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(60) };

        public static HttpResponseMessage Json(object content, HttpStatusCode status = HttpStatusCode.OK) =>
            new(status) { Content = JsonContent.Create(content, options: PlatformSetup.Json) };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (Asked) Asked.Add(request);
            return Answer();
        }
    }

    private Task<IReadOnlyList<ActiveCredential>> AskAsync() => _client.ActiveAsync("quickbooks", TestApp.Cancel);

    [Fact]
    public async Task An_answer_is_used_for_30_seconds()
    {
        Assert.Equal("9", Assert.Single(await AskAsync()).Field("realm_id"));
        _clock.Advance(CredentialsClient.CacheFor - TimeSpan.FromTicks(1));
        await AskAsync();
        Assert.Single(_door.Asked);
        _clock.Advance(TimeSpan.FromTicks(1));
        await AskAsync();
        Assert.Equal(2, _door.Asked.Count);
    }

    [Fact]
    public async Task The_service_key_is_sent_and_the_question_escaped()
    {
        await _client.FindAsync("a&b c", TestApp.Cancel);
        var asked = Assert.Single(_door.Asked);
        Assert.Equal([ServiceKey], asked.Headers.GetValues("X-Service-Key"));
        Assert.Equal("http://credentials.test:8083/internal/credentials?id=a%26b%20c", asked.RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task Many_who_ask_the_same_at_once_are_one_question()
    {
        var release = new TaskCompletionSource<HttpResponseMessage>();
        _door.Answer = () => release.Task;
        var asking = Enumerable.Range(0, 50).Select(_ => Task.Run(AskAsync)).ToList();
        await Eventually.TrueAsync(() => _door.Asked.Count == 1);
        release.SetResult(Door.Json(new[] { Company }));
        Assert.All(await Task.WhenAll(asking), answer => Assert.Single(answer));
        Assert.Single(_door.Asked);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_take_the_answer_from_the_others()
    {
        var release = new TaskCompletionSource<HttpResponseMessage>();
        _door.Answer = () => release.Task;
        using var impatient = new CancellationTokenSource();
        var (first, second) = (_client.ActiveAsync("quickbooks", impatient.Token), AskAsync());
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult(Door.Json(new[] { Company }));
        Assert.Single(await second);
        Assert.Single(_door.Asked);
    }

    public static TheoryData<string, string> Failures => new()
    {
        { "refused", "Connection refused" },
        { "slow", "timeout" },
        { "503 problem", "The database is away." },
        { "500 text", "Credentials answered 500." },
        { "500 list", "Credentials answered 500." },
        { "200 html", "http://credentials.test:8083/" },
        { "401", "key" },
    };

    private static Func<Task<HttpResponseMessage>> Failure(string kind) => () => kind switch
    {
        "refused" => throw new HttpRequestException("Connection refused (credentials.test:8083)"),
        "slow" => throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout; a timeout"),
        "503 problem" => Task.FromResult(Door.Json(new { detail = "The database is away." }, HttpStatusCode.ServiceUnavailable)),
        "500 text" => Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("oops", Encoding.UTF8, "text/plain") }),
        "500 list" => Task.FromResult(Door.Json(new[] { 1 }, HttpStatusCode.InternalServerError)),
        "200 html" => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>sign in</html>", Encoding.UTF8, "text/html") }),
        "401" => Task.FromResult(Door.Json(new { detail = "The header X-Service-Key does not hold the right key." }, HttpStatusCode.Unauthorized)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [Theory, MemberData(nameof(Failures))]
    public async Task A_failure_says_what_it_was_and_is_never_kept(string kind, string says)
    {
        _door.Answer = Failure(kind);
        var thrown = await Assert.ThrowsAsync<CredentialsUnavailableException>(AskAsync);
        Assert.Contains(says, thrown.Message);
        Assert.DoesNotContain(ServiceKey, thrown.ToString());
        _door.Answer = () => Task.FromResult(Door.Json(new[] { Company }));
        Assert.Single(await AskAsync());
    }

    [Fact]
    public async Task An_access_token_is_never_kept_and_names_the_one_that_was_refused()
    {
        var bodies = new List<string>();
        _door.Answer = async () =>
        {
            bodies.Add(await _door.Asked[^1].Content!.ReadAsStringAsync());
            return Door.Json(new { access_token = $"t{bodies.Count}" });
        };
        Assert.Equal("t1", await _client.AccessTokenAsync("qb", null, TestApp.Cancel));
        Assert.Equal("t2", await _client.AccessTokenAsync("qb", "t1", TestApp.Cancel));
        Assert.Equal(["""{"refused":null}""", """{"refused":"t1"}"""], bodies);

        _door.Answer = () => Task.FromResult(Door.Json(new { detail = "Connect the company again." }, HttpStatusCode.Conflict));
        Assert.Equal("Connect the company again.", (await Assert.ThrowsAsync<ReconnectRequiredException>(() => _client.AccessTokenAsync("qb", "t2", TestApp.Cancel))).Message);
        _door.Answer = Failure("refused");
        await Assert.ThrowsAsync<CredentialsUnavailableException>(() => _client.AccessTokenAsync("qb", "t2", TestApp.Cancel));
    }

    [Fact]
    public async Task A_target_is_the_tenants_own()
    {
        Assert.Null(await _client.TargetAsync("another", "quickbooks", TestApp.Cancel));
        Assert.Equal("qb", (await _client.TargetAsync("tenant", "quickbooks", TestApp.Cancel))!.Id);
    }

    [Fact]
    public async Task What_was_kept_is_dropped_when_a_credential_changed()
    {
        var asked = 0;
        using var folder = new TempFolder();
        await using var credentials = await TestApp.StartAsync(folder, map: app =>
            app.MapGet("/internal/credentials", () => Results.Json(new[] { Company with { Id = $"qb-{Interlocked.Increment(ref asked)}" } }, PlatformSetup.Json)));
        using var folder2 = new TempFolder();
        await using var service = await TestApp.StartAsync(folder2, [$"Services:Credentials:BaseUrl={credentials.Http.BaseAddress}"]);
        var client = service.App.Services.GetRequiredService<CredentialsClient>();
        Assert.Equal("qb-1", Assert.Single(await client.ActiveAsync("quickbooks", TestApp.Cancel)).Id);
        Assert.Equal("qb-1", Assert.Single(await client.ActiveAsync("quickbooks", TestApp.Cancel)).Id);

        await service.App.Services.GetRequiredService<BusGate>().HealthyAsync(TestApp.Cancel);
        await service.App.Services.GetRequiredService<IBusControl>().Publish(new CredentialsChanged { CredentialId = "qb" }, TestApp.Cancel);
        await Eventually.TrueAsync(async () => (await client.ActiveAsync("quickbooks", TestApp.Cancel))[0].Id == "qb-2");
    }
}
