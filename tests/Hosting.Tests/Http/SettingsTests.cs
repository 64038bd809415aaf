using Hosting.Bus;
using Hosting.Data;
using Hosting.Starting;
using Hosting.Tests.Data;
using Hosting.Tests.Driving;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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

    [Theory]
    [InlineData("Sync:BatchSize=abc", "Setting Sync:BatchSize (environment: Sync__BatchSize) must be a whole number.")]
    [InlineData("Bus:RabbitMq:Port=x", "Setting Bus:RabbitMq:Port (environment: Bus__RabbitMq__Port) must be a whole number from 0 to 65535.")]
    [InlineData("Platform:AllInOne=perhaps", "Setting Platform:AllInOne (environment: Platform__AllInOne) must be true or false.")]
    [InlineData("Bus:Transport=RabbitMq,Bus:RabbitMq:Host=a:b", "Setting Bus:RabbitMq:Host (environment: Bus__RabbitMq__Host) must be a host")]
    [InlineData("Bus:Transport=RabbitMq,Bus:RabbitMq:Host=amqp://a", "Setting Bus:RabbitMq:Host (environment: Bus__RabbitMq__Host) must be a host")]
    [InlineData("Services:Credentials:BaseUrl=localhost:8083", "Setting Services:Credentials:BaseUrl (environment: Services__Credentials__BaseUrl) must be an address")]
    [InlineData("Services:xero:BaseUrl=nowhere", "Setting Services:xero:BaseUrl (environment: Services__xero__BaseUrl) must be an address")]
    [InlineData("Services:Key=,Services:Credentials:BaseUrl=/", "Setting Services:Credentials:BaseUrl (environment: Services__Credentials__BaseUrl) must be an address")]
    public async Task A_refused_start_says_in_a_line_which_setting_and_ends_with_2(string settings, string line)
    {
        using var folder = new TempFolder();
        var (usual, said) = (Console.Error, new StringWriter());
        Console.SetError(said);
        try
        {
            Assert.Equal(Service.Refused, await Service.RunAsync(() => TestApp.Build(folder, settings.Split(','), builder =>
            {
                builder.AddBus(_ => { });
                _ = builder.Configuration.GetValue<bool>(ServiceAddresses.AllInOne);
            })));
        }
        finally
        {
            Console.SetError(usual);
        }
        var lines = said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, one => one.StartsWith(line, StringComparison.Ordinal));
        Assert.All(lines, one => Assert.StartsWith("Setting ", one));
    }

    [Theory]
    [InlineData("Platform:AllInOne=false", 1, false)]
    [InlineData("Platform:AllInOne=true", 1, true)]
    [InlineData("Bus:Transport=RabbitMq", 1, true)]
    [InlineData("Platform:AllInOne=false", 0, true)]
    public async Task A_service_run_apart_with_consumers_needs_a_broker(string setting, int parts, bool taken)
    {
        using var folder = new TempFolder();
        await using var app = TestApp.Build(folder, [setting], builder => builder.AddBus([.. Enumerable.Repeat<Action<IBusRegistrationConfigurator>>(_ => { }, parts)]));
        var refused = Record.Exception(() => app.Services.GetRequiredService<IOptions<BusOptions>>().Value);
        if (taken) Assert.Null(refused);
        else Assert.StartsWith("Setting Bus:Transport (environment: Bus__Transport) is InMemory", Assert.IsType<OptionsValidationException>(refused).Message);
    }

    [Theory, InlineData("rabbitmq"), InlineData("my_host:5673"), InlineData("a:5672, b:5673,c")]
    public async Task A_host_and_the_nodes_of_a_cluster_are_taken(string host)
    {
        using var folder = new TempFolder();
        await using var app = TestApp.Build(folder, ["Bus:Transport=RabbitMq", $"Bus:RabbitMq:Host={host}"]);
        Assert.Equal(host, app.Services.GetRequiredService<IOptions<BusOptions>>().Value.RabbitMq.Host);
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
