using System.Diagnostics;

namespace Testing.Processes;

/// <summary>A service of the platform as its own process, as a user starts it, to be killed for real.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly ProcessStartInfo _start;
    private readonly Queue<string> _output = new();
    private Process? _process;

    private ServiceProcess(string name, string address, ProcessStartInfo start) => (Name, Address, _start) = (name, address, start);

    /// <summary>Name of the project.</summary>
    public string Name { get; }

    /// <summary>Where it answers.</summary>
    public string Address { get; }

    /// <summary>Its last lines.</summary>
    public string Output
    {
        get { lock (_output) return string.Join('\n', _output); }
    }

    /// <summary>Describes a service without starting it.</summary>
    public static ServiceProcess Of(string project, int port, IReadOnlyDictionary<string, string> settings, params string[] arguments) =>
        New(project, $"http://127.0.0.1:{port}", settings, [$"--urls=http://127.0.0.1:{port}", .. arguments]);

    /// <summary>Describes a command of a service, which listens nowhere, for <see cref="RunToEndAsync"/>.</summary>
    public static ServiceProcess Command(string project, IReadOnlyDictionary<string, string> settings, params string[] arguments) => New(project, "", settings, arguments);

    private static ServiceProcess New(string project, string address, IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var dll = Path.Combine(RepositoryRoot.Path, "services", project, "bin", configuration, "net10.0", $"{project}.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new ServiceProcess(project, address, start);
    }

    /// <summary>Starts it and returns when it answers.</summary>
    public async Task StartAsync(string live = "/health/live")
    {
        _process = Process.Start(_start) ?? throw new InvalidOperationException($"{Name} did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var mine = _process;
        await Waiting.Until.TrueAsync(async () =>
        {
            if (mine.HasExited) throw new ProcessEndedException($"{Name} ended with {mine.ExitCode}:\n{Output}");
            using var answer = await Http.GetAsync(Address + live);
            return answer.IsSuccessStatusCode;
        }, $"{Name} answers", TimeSpan.FromSeconds(60), () => Task.FromResult(Output));
    }

    /// <summary>Starts it and returns its exit code.</summary>
    public async Task<int> RunToEndAsync(TimeSpan atMost)
    {
        _process = Process.Start(_start) ?? throw new InvalidOperationException($"{Name} did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(atMost);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Enqueue(line);
            while (_output.Count > 400) _output.Dequeue();
        }
    }
}

/// <summary>A process ended before it answered.</summary>
public sealed class ProcessEndedException(string message) : Exception(message);
