namespace Sandbox.Tests.QuickBooks;

/// <summary>Request bodies that many tests start from.</summary>
internal static class Bodies
{
    public static string Customer(string name, string? email = null) =>
        email is null ? $$"""{"DisplayName":"{{name}}"}""" : $$$"""{"DisplayName":"{{{name}}}","PrimaryEmailAddr":{"Address":"{{{email}}}"}}""";

    public static string Line(string amount, string item = "1", string? code = null, string more = "") =>
        $$$$"""{"Amount":{{{{amount}}}},"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{{{item}}}}"}{{{{(code is null ? "" : $$$""","TaxCodeRef":{"value":"{{{code}}}"}""")}}}}{{{{more}}}}}}""";

    /// <summary>A form with one line, and whatever else is given as properties with a comma before them.</summary>
    public static string Form(string amount, string more = "") => $$"""{"Line":[{{Line(amount)}}]{{more}}}""";

    public static string Invoice(string customer, string amount, string more = "") => Form(amount, $$$""","CustomerRef":{"value":"{{{customer}}}"}{{{more}}}""");

    public static string Payment(string customer, string total, params (string Kind, string Id, string Amount)[] links) =>
        $$$"""{"CustomerRef":{"value":"{{{customer}}}"},"TotalAmt":{{{total}}},"Line":[{{{string.Join(",", links.Select(link => $$"""{"Amount":{{link.Amount}},"LinkedTxn":[{"TxnId":"{{link.Id}}","TxnType":"{{link.Kind}}"}]}"""))}}}]}""";
}
