using System.ComponentModel;
using System.Diagnostics;
using Sandbox.Tests.Driving;
using Testing;

namespace Sandbox.Tests;

/// <summary>The clients that people use, unpatched: the scripts of tests/Clients against a running sandbox. Never in CI, and only where Node and the packages are.</summary>
public sealed class ClientTests
{
    private static readonly string Scripts = Path.Combine(RepositoryRoot.Path, "tests", "Clients");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("intuit-oauth", "intuit-oauth")]
    [InlineData("node-quickbooks", "node-quickbooks")]
    [InlineData("woocommerce-rest-api", "@woocommerce/woocommerce-rest-api")]
    [InlineData("supabase-js", "@supabase/supabase-js")]
    public async Task Client_works_against_the_sandbox_as_it_is(string script, string package)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, "The environment variable CI is set: these tests are for a developer's machine.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Scripts, "node_modules", package)), $"{package} is not installed: run `npm ci` in tests/Clients.");
        Assert.SkipUnless((await NodeAsync(["--version"])).Code == 0, "Node.js is not installed: there is no `node` on the path.");
        await using var sandbox = await SandboxHost.StartAtRealTimeAsync();
        var (code, output) = await NodeAsync([Path.Combine(Scripts, script + ".mjs")], sandbox.Http.BaseAddress);
        Assert.True(code == 0, output);
        Assert.Contains("ok ", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> NodeAsync(string[] arguments, Uri? sandbox = null)
    {
        var start = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Scripts };
        if (sandbox is not null) start.Environment["SANDBOX"] = sandbox.ToString();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        Process? node = null;
        try
        {
            node = Process.Start(start)!;
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(late.Token), node.StandardError.ReadToEndAsync(late.Token));
            await node.WaitForExitAsync(late.Token);
            return (node.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            return (127, "there is no node");
        }
        finally
        {
            if (node is { HasExited: false }) node.Kill(entireProcessTree: true);
            node?.Dispose();
        }
    }
}
