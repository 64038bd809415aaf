using System.Globalization;
using System.Text.Json.Nodes;
using QboSync.Company;
using QboSync.Documents;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Talking;
using QboSync.Tests.Kit;
using Woo.Shapes;

namespace QboSync.Tests.Property;

/// <summary>
/// For any order and any kind of company: the document's total, as the company computes it, is the order's, and its tax is the order's tax;
/// or the order is held because its own figures contradict each other. The arithmetic is the company's, never ours.
/// </summary>
public sealed class EveryOrderTests
{
    private const int OrdersOfEach = 2_000;

    [Theory]
    [InlineData("9130350000000101", "US", "USD", """{"TaxPrefs":{"PartnerTaxEnabled":true}}""")]
    [InlineData("9130350000000102", "US", "USD", """{"TaxPrefs":{"PartnerTaxEnabled":false}}""")]
    [InlineData("9130350000000103", "US", "USD", """{"TaxPrefs":{"UsingSalesTax":false}}""")]
    [InlineData("9130350000000104", "GB", "GBP", "{}")]
    [InlineData("9130350000000105", "CA", "CAD", "{}")]
    [InlineData("9130350000000106", "AU", "AUD", "{}")]
    public async Task Its_document_is_its_total_and_tax_or_it_is_held_for_contradicting_itself(string realm, string country, string currency, string preferences)
    {
        await using var books = await Books.OpenAsync(new TestClock());
        var company = await SandboxCompany.OpenAsync(books, realm, country, currency, preferences);
        var seed = (int)(long.Parse(realm, CultureInfo.InvariantCulture) % 1000);
        var codes = company.Facts.IsUs ? UnitedStates : company.Facts.TaxCodes!.Where(code => !code.IsZero).Select(code => (IReadOnlyList<decimal>)[.. code.Rates.Select(rate => rate.Percent)]).ToList();
        var generator = new OrderGenerator(seed, codes);
        var documents = new List<(string Kind, JsonObject Body)>();
        var expected = new List<(decimal Total, decimal? Tax, string What)>();
        var held = 0;

        for (var i = 0; i < OrdersOfEach; i++)
        {
            var generated = generator.Next();
            var mapping = Mapping(company.Facts, generated);
            var order = WooJson.Order(generated.Json());
            try
            {
                var draft = Drafting.OfOrder(order, company.BooksWith(mapping));
                documents.Add(("SalesReceipt", DocumentWriting.Sale(order, DocumentKind.SalesReceipt, draft, Refs(company, draft), company.BooksWith(mapping), "store-1")));
                expected.Add((order.Total, order.TotalTax, $"order {order.Id}"));
            }
            catch (FaultException fault)
            {
                Assert.True(fault.Fault.Code == "total_differs", $"seed {seed}: {fault.Fault.Message}\n{generated.Json()}");
                Assert.True(Math.Abs(order.Total - Rounded(order)) > 0.02m, $"seed {seed}: {fault.Fault.Message}\n{generated.Json()}");
                held++;
            }
            foreach (var refund in WooJson.Refunds(generated.RefundsJson()))
            {
                var draft = Refund(order, refund, company.BooksWith(mapping), generated);
                documents.Add(("RefundReceipt", DocumentWriting.Refund(order, refund, DocumentKind.RefundReceipt, draft, Refs(company, draft), company.BooksWith(mapping), "store-1")));
                expected.Add((refund.Amount, null, $"refund {refund.Id} of order {order.Id}"));
            }
        }
        var answers = await company.CreateAsync(documents);

        Assert.True(held < OrdersOfEach / 20, $"{held} of {OrdersOfEach} orders were held.");
        for (var i = 0; i < answers.Count; i++)
        {
            var document = answers[i][documents[i].Kind] as JsonObject;
            Assert.True(document is not null, $"seed {seed}, {expected[i].What}: {answers[i].ToJsonString()}\n{documents[i].Body.ToJsonString()}");
            var tax = Tax(document);
            Assert.True(document.Amount("TotalAmt") == expected[i].Total && (expected[i].Tax ?? tax) == tax,
                $"seed {seed}, {expected[i].What}: {expected[i].Total} with tax {expected[i].Tax} became {document.Amount("TotalAmt")} with {tax}\n{documents[i].Body.ToJsonString()}");
        }
    }

    private static Draft Refund(WooOrder order, WooRefund refund, CompanyBooks books, GeneratedOrder generated)
    {
        try
        {
            return Drafting.OfRefund(order, refund, books);
        }
        catch (FaultException fault)
        {
            throw new Xunit.Sdk.XunitException($"refund {refund.Id}: {fault.Fault.Message}\n{generated.Json()}\n{generated.RefundsJson()}");
        }
    }

    // One and several rates, as in New York, and odd ones.
    private static readonly IReadOnlyList<IReadOnlyList<decimal>> UnitedStates = [[7.25m], [4m, 4.875m], [8.875m], [6m, 1.25m, 0.5m], [2m]];

    private static BookMapping Mapping(CompanyFacts facts, GeneratedOrder order)
    {
        if (facts.IsUs) return new BookMapping();
        var taking = facts.TaxCodes!.Where(code => !code.IsZero).ToList();
        var codes = order.Shop.Rates.Values.Where(rates => rates.Any(rate => order.CodeOf.ContainsKey(rate.Id)))
            .ToDictionary(rates => string.Join('+', rates.Select(rate => rate.Id)), rates => taking[order.CodeOf[rates[0].Id]].Id);
        // Shipping may be taxed by some of a class's rates only.
        foreach (var rate in order.Shop.Rates.Values.SelectMany(rates => rates).Where(rate => rate.Percent > 0))
            if (taking.FirstOrDefault(code => code.Rates is [var only] && only.Percent == rate.Percent) is { } alone)
                codes.TryAdd($"{rate.Id}", alone.Id);
        return new BookMapping { Tax = new TaxMapping { Codes = codes, Untaxed = facts.TaxCodes!.First(code => code.IsZero).Id } };
    }

    private static DocumentRefs Refs(SandboxCompany company, Draft draft) => new(company.CustomerId, [.. draft.Lines.Select(_ => "1")], "35", null);

    // What the order says of itself, each part in the cents that a document can hold.
    private static decimal Rounded(WooOrder order) =>
        order.LineItems.Sum(line => Cents.Round(line.Total)) + order.ShippingLines.Sum(line => Cents.Round(line.Total)) + order.FeeLines.Sum(line => Cents.Round(line.Total)) + order.TotalTax;

    private static decimal Tax(JsonObject document) =>
        (document["TxnTaxDetail"] is JsonObject detail ? detail.Amount("TotalTax") ?? 0m : 0m)
        + document["Line"]!.AsArray().Where(line => (string?)line!["Description"] == "Sales tax").Sum(line => (decimal)line!["Amount"]!);
}
