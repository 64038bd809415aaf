using Sandbox.Supabase.Rest;

namespace Sandbox.Tests.Supabase;

/// <summary>Keys, as they were observed on a gateway before PostgREST 14.5.</summary>
public class GatewayTests
{
    private const string Expired = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIiwiZXhwIjoxNjAwMDAwMDAwfQ.c2ln";

    public static TheoryData<string?, string?, int, string?> Cases => new()
    {
        { ProjectKeys.Secret, null, 200, null },
        { ProjectKeys.Secret, ProjectKeys.Secret, 200, null },
        { ProjectKeys.Secret, "garbage", 401, "PGRST301" },
        { ProjectKeys.Secret, Expired, 401, "PGRST303" },
        { ProjectKeys.Publishable, null, 401, "42501" },
        { ProjectKeys.LegacyServiceRole, ProjectKeys.LegacyServiceRole, 200, null },
        { ProjectKeys.LegacyServiceRole, null, 401, "42501" },
        { ProjectKeys.LegacyServiceRole, ProjectKeys.Secret, 401, "42501" },
        { ProjectKeys.LegacyAnon, ProjectKeys.LegacyAnon, 401, "42501" },
        { ProjectKeys.LegacyServiceRole, "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", 401, "PGRST301" },
        { "sb_secret_wrong", null, 401, null },
    };

    [Theory, MemberData(nameof(Cases))]
    public async Task A_key_has_the_role_that_its_kind_and_place_give_it(string? key, string? bearer, int status, string? code)
    {
        await using var project = await SupabaseHarness.StartAsync();
        (string, string)[] headers = bearer is null ? [("apikey", key!)] : [("apikey", key!), ("Authorization", $"Bearer {bearer}")];
        var answer = await project.SendAsync("GET", "/rest/v1/orders?limit=1", headers: headers);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(code is null ? null : "Bearer", answer.Authenticate);
    }

    [Fact]
    public async Task Without_a_key_the_gateway_answers_and_gives_no_code()
    {
        await using var project = await SupabaseHarness.StartAsync();
        var answer = await project.SendAsync("GET", "/rest/v1/orders", headers: ("X-Other", "1"));
        Assert.Equal((401, null, "No API key found in request"), (answer.Status, answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_secret_key_is_refused_to_a_browser()
    {
        await using var project = await SupabaseHarness.StartAsync();
        var answer = await project.SendAsync("GET", "/rest/v1/orders", headers: [("apikey", ProjectKeys.Secret), ("User-Agent", "Mozilla/5.0")]);
        Assert.Equal((401, "Forbidden use of secret API key in browser"), (answer.Status, answer.Message));
    }
}
