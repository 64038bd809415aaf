using System.Diagnostics;
using System.Text;

namespace SupabaseSync.Tests.Postgres;

/// <summary>A psql that stays open. An error ends it and is thrown with what psql said.</summary>
public sealed class PsqlSession : IDisposable
{
    private readonly Process _psql;
    private readonly StringBuilder _errors = new();

    public PsqlSession(string psql, string socketFolder)
    {
        var start = new ProcessStartInfo(psql)
        {
            ArgumentList = { "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", socketFolder, "-U", "postgres", "-d", "postgres", "-f", "-" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["PGOPTIONS"] = "-c client_min_messages=warning", ["PGCLIENTENCODING"] = "UTF8", ["PGTZ"] = "UTC" },
        };
        _psql = Process.Start(start)!;
        _psql.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        _psql.BeginErrorReadLine();
    }

    /// <summary>The lines that the statements gave.</summary>
    public async Task<string> RunAsync(string sql)
    {
        var end = $"end-{Guid.NewGuid():N}";
        await _psql.StandardInput.WriteAsync($"{sql}\n\\echo {end}\n");
        await _psql.StandardInput.FlushAsync();
        var answer = new StringBuilder();
        while (await _psql.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == end) return answer.ToString().TrimEnd('\n');
            answer.Append(line).Append('\n');
        }
        await _psql.WaitForExitAsync();
        throw new InvalidOperationException($"psql: {_errors}");
    }

    public void Dispose()
    {
        if (!_psql.HasExited) _psql.Kill();
        _psql.Dispose();
    }
}
