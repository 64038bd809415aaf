using Credentials.Tests.Driving;
using Credentials.Tests.Outside;
using Microsoft.AspNetCore.Http;

namespace Credentials.Tests.Probing;

public class SupabaseTestTests
{
    private const string Whole = """{"version":1,"role":"service_role","missing_grants":[]}""";

    // The answers of PostgREST 14.5 and of Supabase's gateway.
    private static Func<HttpContext, Task> Project(int rootStatus, string root, int rpcStatus = 200, string rpc = Whole) => http =>
        http.Request.Path == "/rest/v1/" ? FakeSite.JsonAsync(http, rootStatus, root)
        : http.Request.Path == "/rest/v1/rpc/sync_schema_status" && http.Request.Method == "POST" ? FakeSite.JsonAsync(http, rpcStatus, rpc)
        : FakeSite.JsonAsync(http, 404, """{"code":"PGRST125","message":"Invalid path specified in request URL"}""");

    private static async Task<Answer> TestAsync(Func<HttpContext, Task> project, string key = Bodies.ServiceRoleKey)
    {
        await using var site = await FakeSite.StartAsync(project);
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("project", Bodies.Supabase(site.Url, key: key));
        var answer = await app.PostAsync("/api/credentials/project/test");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain(key, answer.Body);
        return answer;
    }

    private static void Fails(Answer answer, string check, string says)
    {
        Assert.False(answer.Json.GetProperty("ok").GetBoolean());
        var bad = answer.Json.GetProperty("checks").EnumerateArray().Single(one => !one.GetProperty("ok").GetBoolean());
        Assert.Equal(check, bad.GetProperty("name").GetString());
        Assert.Contains(says, bad.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_project_with_everything_is_good()
    {
        var answer = await TestAsync(Project(200, "{}"));
        Assert.True(answer.Json.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task New_keys_go_into_apikey_alone_and_old_ones_into_both()
    {
        var seen = new List<(string ApiKey, string Authorization)>();
        Task Watch(HttpContext http)
        {
            lock (seen) seen.Add((http.Request.Headers["apikey"].ToString(), http.Request.Headers.Authorization.ToString()));
            return Project(200, "{}")(http);
        }
        await TestAsync(Watch);
        Assert.All(seen, one => Assert.Equal((Bodies.ServiceRoleKey, ""), one));
        seen.Clear();
        var jwt = Jwt("service_role");
        await TestAsync(Watch, jwt);
        Assert.Equal(2, seen.Count);
        Assert.All(seen, one => Assert.Equal((jwt, $"Bearer {jwt}"), one));
    }

    [Fact]
    public async Task A_key_of_the_wrong_kind_is_told_before_it_is_sent()
    {
        static Task Nobody(HttpContext http) => throw new InvalidOperationException("asked");
        Fails(await TestAsync(Nobody, "sb_publishable_abc"), "key", "publishable key");
        Fails(await TestAsync(Nobody, Jwt("anon")), "key", "anon key");
    }

    public static TheoryData<int, string, string, string> RootAnswers => new()
    {
        { 401, """{"message":"Invalid API key","hint":"Double check your Supabase `anon` or `service_role` API key."}""", "key", "does not accept" },
        { 401, "", "key", "does not accept" },
        { 401, """{"code":"PGRST303","message":"JWT expired"}""", "key", "expired" },
        { 540, "", "project", "paused" },
        { 402, "", "project", "restricted" },
        { 503, """{"code":"PGRST000","message":"x"}""", "project", "PGRST000" },
        { 404, "<html>", "address", "abcdefghijkl.supabase.co" },
    };

    [Theory]
    [MemberData(nameof(RootAnswers))]
    public async Task What_the_api_refuses_is_named(int status, string body, string check, string says) =>
        Fails(await TestAsync(Project(status, body)), check, says);

    [Fact]
    public async Task A_redirect_is_named_with_where_it_leads() =>
        Fails(await TestAsync(http =>
        {
            http.Response.Redirect("https://elsewhere.example/rest/v1/");
            return Task.CompletedTask;
        }), "address", "https://elsewhere.example/rest/v1/");

    public static TheoryData<int, string, string, string> RpcAnswers => new()
    {
        { 404, """{"code":"PGRST202","message":"Could not find the function public.sync_schema_status without parameters in the schema cache"}""", "schema", "0001_tables.sql" },
        { 403, """{"code":"42501","message":"permission denied for function sync_schema_status"}""", "grants", "0005_access.sql" },
        { 200, """{"version":0,"role":"service_role","missing_grants":[]}""", "schema", "version 0" },
        { 200, """{"version":1,"role":"service_role","missing_grants":["orders:insert","products:select"]}""", "grants", "orders:insert, products:select" },
    };

    [Theory]
    [MemberData(nameof(RpcAnswers))]
    public async Task What_the_schema_lacks_is_named_with_the_files_to_apply(int status, string body, string check, string says) =>
        Fails(await TestAsync(Project(200, "{}", status, body)), check, says);

    [Fact]
    public async Task A_project_that_is_not_there_is_said()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("project", Bodies.Supabase("http://127.0.0.1:1"));
        Fails(await app.PostAsync("/api/credentials/project/test"), "address", "did not answer");
    }

    [Fact]
    public async Task Over_plain_http_the_key_is_not_sent()
    {
        await using var app = await CredentialsDriver.StartAsync();
        await app.PutAsync("project", Bodies.Supabase("http://abc.supabase.co"));
        Fails(await app.PostAsync("/api/credentials/project/test"), "address", "plain http");
    }

    private static string Jwt(string role) =>
        $"eyJhbGciOiJIUzI1NiJ9.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($$"""{"iss":"supabase","role":"{{role}}"}"""))}.c2ln";
}
