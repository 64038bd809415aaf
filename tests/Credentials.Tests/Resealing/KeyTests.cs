using System.Net;
using Credentials.Importing;
using Credentials.Resealing;
using Credentials.Sealing;
using Credentials.Tests.Driving;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Credentials.Tests.Resealing;

public class KeyTests
{
    private static async Task FillAsync(TempFolder folder)
    {
        await using var app = await CredentialsDriver.StartAsync(folder, CredentialsDriver.Key1);
        await app.PutAsync("shop-a", Bodies.Woo());
        await app.PutAsync("books", Bodies.QuickBooks("refresh-0", "access-0", app.Clock.GetUtcNow().AddHours(1)));
        await app.PutAsync("books", Bodies.QuickBooks("refresh-1", "access-1", app.Clock.GetUtcNow().AddHours(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    public async Task Without_a_good_key_the_service_does_not_start(string keys)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => CredentialsDriver.StartAsync(keys: keys));
        Assert.Contains("INTEGRATION_ENCRYPTION_KEY", error.Message);
        Assert.Contains("openssl rand -base64 32", error.Message);
    }

    [Fact]
    public async Task A_fresh_key_on_a_database_with_secrets_does_not_start_and_harms_nothing()
    {
        using var folder = new TempFolder();
        await FillAsync(folder);
        var error = await Assert.ThrowsAsync<KeysDoNotFitException>(() => CredentialsDriver.StartAsync(folder, CredentialsDriver.Key2));
        Assert.Contains("INTEGRATION_ENCRYPTION_KEY", error.Message);
        Assert.Contains("none of its keys opens", error.Message);
        var output = new StringWriter();
        Assert.Equal(1, await Commands.RunAsync(["reencrypt", $"--Platform:DataDirectory={folder.Path}", $"--INTEGRATION_ENCRYPTION_KEY={CredentialsDriver.Key2}"], output));
        Assert.Contains("none of its keys opens", output.ToString());
        await using var app = await CredentialsDriver.StartAsync(folder, CredentialsDriver.Key1);
        Assert.Equal(Bodies.ConsumerKey, (await app.Client.FindAsync("shop-a", default))!.Field("consumer_key"));
    }

    [Fact]
    public async Task A_fresh_key_on_an_empty_database_starts()
    {
        using var folder = new TempFolder();
        await (await CredentialsDriver.StartAsync(folder, CredentialsDriver.Key1)).DisposeAsync();
        await using var app = await CredentialsDriver.StartAsync(folder, CredentialsDriver.Key2);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task After_a_start_with_a_new_first_key_the_old_one_can_go()
    {
        using var folder = new TempFolder();
        await FillAsync(folder);
        await (await CredentialsDriver.StartAsync(folder, $"{CredentialsDriver.Key2},{CredentialsDriver.Key1}")).DisposeAsync();

        await using var app = await CredentialsDriver.StartAsync(folder, CredentialsDriver.Key2);
        Assert.Equal(Bodies.ConsumerKey, (await app.Client.FindAsync("shop-a", default))!.Field("consumer_key"));
        Assert.Equal("access-1", await app.Client.AccessTokenAsync("books", null, default));
        var ids = Read(folder, """
            SELECT credentials_encrypted FROM integration_credentials UNION ALL SELECT oauth_tokens_encrypted FROM integration_credentials WHERE platform = 'quickbooks'
            UNION ALL SELECT previous_tokens_encrypted FROM token_states
            """);
        Assert.Equal(4, ids.Count);
        Assert.All(ids, value => Assert.Equal(KeyRing.Parse(CredentialsDriver.Key2).Current.Id, Convert.FromBase64String(value)[1..5]));
    }

    [Fact]
    public async Task Reencryption_can_be_asked_for()
    {
        using var folder = new TempFolder();
        await using var both = await CredentialsDriver.StartAsync(folder, $"{CredentialsDriver.Key2},{CredentialsDriver.Key1}");
        await using (var old = await CredentialsDriver.StartAsync(folder, $"{CredentialsDriver.Key1},{CredentialsDriver.Key2}")) await old.PutAsync("shop-a", Bodies.Woo());

        var answer = await both.PostAsync("/api/credentials/reencrypt");
        Assert.Equal("shop-a", Assert.Single(answer.Json.GetProperty("reencrypted").EnumerateArray()).GetString());
        Assert.Equal(0, (await both.PostAsync("/api/credentials/reencrypt")).Json.GetProperty("reencrypted").GetArrayLength());

        var output = new StringWriter();
        Assert.Equal(0, await Commands.RunAsync(["reencrypt", $"--Platform:DataDirectory={folder.Path}", $"--INTEGRATION_ENCRYPTION_KEY={CredentialsDriver.Key2}"], output));
        Assert.Contains("1 credentials stand under the first key", output.ToString());
    }

    [Fact]
    public async Task Ready_says_which_secrets_do_not_open()
    {
        using var folder = new TempFolder();
        await FillAsync(folder);
        await using var app = await CredentialsDriver.StartAsync(folder);
        Assert.Equal("Healthy", Check(await app.GetAsync("/health/ready")));
        Read(folder, "UPDATE integration_credentials SET tenant_id = 'moved' WHERE id = 'books' RETURNING id");
        var some = await app.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "Degraded"), (some.Status, Check(some)));
        Assert.Contains("books", some.Body);
        Read(folder, "UPDATE integration_credentials SET tenant_id = 'moved' RETURNING id");
        var none = await app.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (none.Status, Check(none)));

        static string Check(Answer answer) => answer.Json.GetProperty("checks").GetProperty("credentials").GetProperty("status").GetString()!;
    }

    [Fact]
    public async Task The_table_has_the_columns_that_were_promised_and_no_secret_in_the_clear()
    {
        using var folder = new TempFolder();
        await FillAsync(folder);
        Assert.Equal(
            ["id", "tenant_id", "platform", "credentials_encrypted", "oauth_tokens_encrypted", "realm_id", "store_url", "project_url", "is_active", "created_at", "updated_at"],
            Read(folder, "SELECT name FROM pragma_table_info('integration_credentials')"));
        SqliteConnection.ClearAllPools();
        var bytes = string.Concat(Directory.GetFiles(folder.Path, "credentials.db*").Where(file => !file.EndsWith(".migrating")).Select(file => File.ReadAllText(file, System.Text.Encoding.Latin1)));
        Assert.Contains("https://shop.example", bytes);
        foreach (var secret in new[] { Bodies.ConsumerKey, Bodies.ConsumerSecret, Bodies.WebhookSecret, Bodies.ClientSecret, "refresh-0", "refresh-1", "access-1" })
            Assert.DoesNotContain(secret, bytes);
    }

    private static List<string> Read(TempFolder folder, string query)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Database}");
        connection.Open();
        using var sql = connection.CreateCommand();
        sql.CommandText = query;
        using var reader = sql.ExecuteReader();
        var values = new List<string>();
        while (reader.Read()) values.Add(reader.GetString(0));
        return values;
    }
}
