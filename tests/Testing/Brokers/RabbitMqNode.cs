using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Testing.Processes;

namespace Testing.Brokers;

/// <summary>A RabbitMQ of a test's own, on loopback, in a folder of its own, with the management plugin; it can be stopped and started again.</summary>
public sealed class RabbitMqNode : IAsyncDisposable
{
    // Debian's wrapper changes the user and loses the environment; the script behind it does not.
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly string _folder = Directory.CreateTempSubdirectory("rabbit").FullName;
    private readonly int _distribution = Ports.Free();
    private readonly int _epmd = Ports.Free();
    private Process? _process;

    private RabbitMqNode()
    {
    }

    /// <summary>AMQP port.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>Port of the management page and its HTTP API (guest/guest).</summary>
    public int ManagementPort { get; } = Ports.Free();

    /// <summary>Why there can be no broker here, or null. On CI there always is one.</summary>
    public static string? Missing => File.Exists(Server) || Environment.GetEnvironmentVariable("CI") == "true"
        ? null : "rabbitmq-server is not installed (Debian: apt-get install rabbitmq-server)";

    /// <summary>Starts a broker.</summary>
    public static async Task<RabbitMqNode> StartNewAsync()
    {
        var node = new RabbitMqNode();
        await File.WriteAllTextAsync(Path.Combine(node._folder, "plugins"), "[rabbitmq_management].");
        await File.WriteAllTextAsync(Path.Combine(node._folder, "rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{node.Port}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {node.ManagementPort}
            disk_free_limit.absolute = 10MB
            raft.wal_max_size_bytes = 33554432
            log.console = false
            log.file.level = warning

            """);
        await node.StartAsync();
        return node;
    }

    /// <summary>Starts it (again) on what its folder holds.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Server) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = _folder;
        start.Environment["RABBITMQ_NODENAME"] = $"test{Port}@localhost";
        start.Environment["RABBITMQ_DIST_PORT"] = _distribution.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["ERL_EPMD_PORT"] = _epmd.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        start.Environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data");
        start.Environment["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log");
        start.Environment["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf");
        start.Environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins");
        start.Environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 2:2 -kernel inet_dist_use_interface {127,0,0,1}";
        _process = Process.Start(start) ?? throw new InvalidOperationException("RabbitMQ did not start.");
        var output = new StringBuilder();
        _process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        _process.ErrorDataReceived += (_, line) => output.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var mine = _process;
        await Waiting.Until.TrueAsync(async () =>
        {
            if (mine.HasExited) throw new ProcessEndedException($"RabbitMQ ended with {mine.ExitCode}: {output}");
            return await ListensAsync(Port) && await ListensAsync(ManagementPort);
        }, "RabbitMQ answers", TimeSpan.FromSeconds(90));
    }

    /// <summary>Kills it; what was confirmed is on its disk.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>The settings that connect a service to it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Bus:Transport"] = "RabbitMq",
        ["Bus:RabbitMq:Host"] = "127.0.0.1",
        ["Bus:RabbitMq:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        var kill = new ProcessStartInfo("epmd", ["-port", _epmd.ToString(System.Globalization.CultureInfo.InvariantCulture), "-kill"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var epmd = Process.Start(kill);
            if (epmd is not null) await epmd.WaitForExitAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No epmd on the path; Erlang's own one ends with the machine.
        }
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
