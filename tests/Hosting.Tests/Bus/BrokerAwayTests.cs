using System.Net;
using System.Net.Sockets;
using Contracts;
using Hosting.Bus;
using Hosting.Tests.Driving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hosting.Tests.Bus;

public class BrokerAwayTests
{
    [Fact]
    public async Task HTTP_is_open_and_ready_but_degraded_while_the_broker_is_away()
    {
        using var folder = new TempFolder();
        await using var app = await TestApp.StartAsync(folder, ["Bus:Transport=RabbitMq", "Bus:RabbitMq:Host=127.0.0.1", $"Bus:RabbitMq:Port={ClosedPort()}"],
            map: app => app.MapGet("/api/ping", () => "pong")).WaitAsync(TimeSpan.FromSeconds(20), TestApp.Cancel);
        var (status, _, body) = await app.GetAsync("/health/ready");
        Assert.Equal((200, "Degraded", "Degraded"), (status, body.GetProperty("status").GetString(), body.GetProperty("checks").GetProperty("bus").GetProperty("status").GetString()));
        Assert.Equal(200, (await app.SendAsync(HttpMethod.Get, "/openapi/v1.json", header: null)).Status);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/ping");
        request.Headers.Add("X-Api-Key", TestApp.ApiKey);
        using var answer = await app.Http.SendAsync(request, TestApp.Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // Nothing is published meanwhile, and nobody waits for ever.
        var gate = app.App.Services.GetRequiredService<BusGate>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.HealthyAsync(patience.Token));
    }

    [Fact]
    public async Task A_publish_that_the_broker_never_confirms_ends_at_its_time_limit()
    {
        using var folder = new TempFolder();
        await using var app = await TestApp.StartAsync(folder, ["Bus:Transport=RabbitMq", "Bus:RabbitMq:Host=127.0.0.1", $"Bus:RabbitMq:Port={ClosedPort()}"]);
        var clock = new FakeClock();
        var gate = new BusGate(app.App.Services.GetRequiredService<MassTransit.IBusControl>(), clock);
        var publishing = gate.PublishAsync(new ChangeAccepted(), TestApp.Cancel);
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(BusGate.PublishLimit);
            return publishing.IsCompleted;
        });
        Assert.Contains("ChangeAccepted", (await Assert.ThrowsAsync<TimeoutException>(() => publishing)).Message);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
