using Credentials.Importing;
using Credentials.Tests.Driving;

namespace Credentials.Tests.Importing;

public class ImportTests
{
    private static async Task<(int? Code, string Printed)> ImportAsync(TempFolder folder, string json, params string[] settings)
    {
        var file = Path.Combine(folder.Path, "import.json");
        await File.WriteAllTextAsync(file, json);
        var output = new StringWriter();
        var code = await Commands.RunAsync(
            ["import", file, $"--Platform:DataDirectory={folder.Path}", $"--INTEGRATION_ENCRYPTION_KEY={CredentialsDriver.Key1}", .. settings], output);
        return (code, output.ToString());
    }

    private static string Entry(string id, string platform, string fields, string more = "") =>
        $$$"""{"id":"{{{id}}}","platform":"{{{platform}}}","credentials":{{{{fields}}}}{{{more}}}}""";

    private static string Woo(string id) =>
        Entry(id, "woocommerce", """ "store_url":"https://shop.example","consumer_key":"ck_1a","consumer_secret":"cs_1a","webhook_secret":"ImportedSecret" """);

    private static string Supabase(string id, string more = "") =>
        Entry(id, "supabase", """ "project_url":"https://a.supabase.co","service_role_key":"sb_secret_1" """, more);

    [Fact]
    public async Task A_file_is_stored_whole_and_the_program_ends()
    {
        using var folder = new TempFolder();
        var books = Entry("books", "quickbooks", """ "client_id":"a","client_secret":"b","realm_id":"1" """, ""","oauth_tokens":{"refresh_token":"r"},"tenant_id":"t" """);
        var (code, printed) = await ImportAsync(folder, $"[{Woo("shop-a")},{Supabase("project")},{books}]");
        Assert.Equal(0, code);
        Assert.Contains("shop-a: woocommerce credential of default-tenant created", printed);
        Assert.Contains("books: quickbooks credential of t created", printed);
        Assert.Contains("3 credentials imported.", printed);
        Assert.DoesNotContain("ImportedSecret", printed);

        var (again, updated) = await ImportAsync(folder, $"[{Woo("shop-a")}]");
        Assert.Equal(0, again);
        Assert.Contains("updated", updated);

        await using var app = await CredentialsDriver.StartAsync(folder);
        Assert.Equal("ImportedSecret", (await app.Client.FindAsync("shop-a", default))!.Field("webhook_secret"));
        Assert.Equal(3, (await app.GetAsync("/api/credentials")).Json.GetArrayLength());
    }

    [Fact]
    public async Task One_error_and_nothing_is_stored_and_every_error_is_said()
    {
        using var folder = new TempFolder();
        var wrong = Entry("books", "quickbooks", """ "client_id":5,"store_url":"x" """);
        var (code, printed) = await ImportAsync(folder, $$"""[{{Woo("shop-a")}},{{wrong}},{"platform":"supabase"},{{Woo("twice")}},{{Woo("twice")}}]""");
        Assert.Equal(1, code);
        Assert.Contains("2. books: credentials.client_id: must be text, not a number.", printed);
        Assert.Contains("2. books: credentials.store_url: belongs to woocommerce", printed);
        Assert.Contains("3. (no id): id is missing", printed);
        Assert.Contains("4. twice: id stands in the file more than once", printed);
        Assert.Contains("Nothing was imported: 4 of 5", printed);
        await using var app = await CredentialsDriver.StartAsync(folder);
        Assert.Equal(0, (await app.GetAsync("/api/credentials")).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_second_project_of_a_tenant_is_an_error_and_an_exchange_is_not()
    {
        using var folder = new TempFolder();
        var (both, printed) = await ImportAsync(folder, $"[{Supabase("old")},{Supabase("new")}]");
        Assert.Equal(1, both);
        Assert.Contains("2. new: Tenant 'default-tenant' already has an active supabase credential, 'old'", printed);

        Assert.Equal(0, (await ImportAsync(folder, $"[{Supabase("old")}]")).Code);
        var (exchanged, _) = await ImportAsync(folder, $$"""[{{Supabase("new")}},{{Supabase("old", ""","is_active":false""")}}]""");
        Assert.Equal(0, exchanged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[{]")]
    [InlineData("[1]")]
    public async Task What_is_no_list_of_credentials_is_refused(string json)
    {
        using var folder = new TempFolder();
        var (code, printed) = await ImportAsync(folder, json);
        Assert.Equal(1, code);
        Assert.Contains("import.json cannot be read as a JSON array", printed);
    }

    [Fact]
    public async Task Other_arguments_are_no_command()
    {
        Assert.Null(await Commands.RunAsync(["--urls", "http://127.0.0.1:0"], TextWriter.Null));
        Assert.Equal(2, await Commands.RunAsync(["import"], TextWriter.Null));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        using var folder = new TempFolder();
        var output = new StringWriter();
        Assert.Equal(1, await Commands.RunAsync(
            ["import", "nowhere.json", $"--Platform:DataDirectory={folder.Path}", $"--INTEGRATION_ENCRYPTION_KEY={CredentialsDriver.Key1}"], output));
        Assert.Contains("nowhere.json", output.ToString());
    }
}
