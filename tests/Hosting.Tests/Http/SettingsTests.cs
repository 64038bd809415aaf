using Hosting.Bus;
using Hosting.Data;
using Hosting.Tests.Data;
using Hosting.Tests.Driving;
using Microsoft.Extensions.Options;

namespace Hosting.Tests.Http;

public class SettingsTests
{
    [Theory]
    [InlineData("Platform:ApiKey=", "Platform:ApiKey")]
    [InlineData("Platform:ApiKey=short", "Platform:ApiKey")]
    [InlineData("Services:Key=", "Services:Key")]
    [InlineData("Bus:Transport=Kafka", "Bus:Transport")]
    [InlineData("Bus:Transport=RabbitMq,Bus:RabbitMq:Host=", "Bus:RabbitMq:Host")]
    [InlineData("Database:Provider=Oracle", "Database:Provider")]
    [InlineData("Database:Provider=SqlServer", "ConnectionStrings:Things")]
    [InlineData("Sync:Targets=", "Sync:Targets")]
    [InlineData("Sync:BatchSize=0", "Sync:BatchSize")]
    [InlineData("Sync:Parallelism=65", "Sync:Parallelism")]
    [InlineData("Sync:LeaseSeconds=1", "Sync:LeaseSeconds")]
    [InlineData("Sync:BatchSize=many", "Sync:BatchSize")]
    public async Task A_bad_setting_stops_the_start_and_is_named(string settings, string named)
    {
        using var folder = new TempFolder();
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var app = TestApp.Build(folder, settings.Split(','), builder => builder.AddDatabase<ThingDb, SqliteThingDb, SqlServerThingDb>("Things").AddBus());
            await app.StartAsync(TestApp.Cancel);
        });
        Assert.True(refused is OptionsValidationException or InvalidOperationException, refused.ToString());
        Assert.Contains(named, refused.Message);
        Assert.False(File.Exists(folder.File("things.db")), "nothing was begun");
    }

    [Fact]
    public async Task The_names_of_settings_values_are_not_case_sensitive()
    {
        using var folder = new TempFolder();
        await using var app = await TestApp.StartAsync(folder, ["Database:Provider=sqlite", "Bus:Transport=inmemory"],
            builder => builder.AddDatabase<ThingDb, SqliteThingDb, SqlServerThingDb>("Things").AddBus());
        Assert.Equal(200, (await app.GetAsync("/health/live")).Status);
    }
}
