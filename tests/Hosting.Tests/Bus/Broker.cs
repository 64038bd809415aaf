using System.Net.Sockets;

namespace Hosting.Tests.Bus;

/// <summary>The RabbitMQ of this machine; tests that need it are skipped where there is none.</summary>
public static class Broker
{
    private const string Variable = "PLATFORM_TEST_RABBITMQ";

    public static async Task<(string Host, int Port)> OrSkipAsync()
    {
        var set = Environment.GetEnvironmentVariable(Variable);
        var (host, port) = set?.Split(':') is [var h, var p] ? (h, int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)) : ("127.0.0.1", 5672);
        if (!string.IsNullOrEmpty(set)) return (host, port); // where it was promised it must be there
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(host, port);
        }
        catch (SocketException)
        {
            Assert.Skip($"No RabbitMQ at {host}:{port}, and {Variable} (host:port) names no other.");
        }
        return (host, port);
    }
}
