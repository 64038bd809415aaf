using Credentials.Fields;
using Woo.Reading;

namespace Credentials.Probing;

/// <summary>Reads one order, product and customer of the shop.</summary>
internal sealed class WooTest(WooClientFactory shops)
{
    public async Task<List<TestCheck>> RunAsync(IReadOnlyDictionary<string, string> fields, CancellationToken cancel)
    {
        var shop = shops.For(fields[FieldNames.StoreUrl], fields[FieldNames.ConsumerKey], fields[FieldNames.ConsumerSecret]);
        var probe = await shop.ProbeAsync(cancel);
        List<TestCheck> checks = [.. probe.Problems.Select(problem => TestCheck.Bad(NameOf(problem.Kind), problem.Message))];
        if (probe.Ok) checks.Add(TestCheck.Good("read", $"{probe.ShopName ?? "The shop"}: orders, products and customers can be read."));
        checks.AddRange(probe.Notes.Select(note => TestCheck.Good("note", note)));
        return checks;
    }

    private static string NameOf(WooFaultKind kind) => kind switch
    {
        WooFaultKind.Unreachable or WooFaultKind.Tls or WooFaultKind.Timeout or WooFaultKind.Redirected or WooFaultKind.NotJson => "address",
        WooFaultKind.KeyRefused or WooFaultKind.SecretWrong => "key",
        WooFaultKind.RightsMissing => "rights",
        WooFaultKind.RouteMissing => "plugin",
        _ => "shop",
    };
}
