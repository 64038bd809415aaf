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
    private const int RoundingCents = 2;

    [Theory]
    [InlineData("us-automated-tax", 101, 2000)]
    [InlineData("us-manual-tax", 102, 2000)]
    [InlineData("us-no-sales-tax", 103, 1500)]
    [InlineData("uk", 104, 1500)]
    [InlineData("ca", 105, 1500)]
    [InlineData("au", 106, 500)]
    [InlineData("ie", 107, 500)]
    [InlineData("uk-no-vat", 108, 500)]
    public async Task Its_document_is_its_total_and_tax_or_it_is_held_for_contradicting_itself(string kind, int seed, int orders)
    {
        await using var books = await Books.OpenAsync(new TestClock());
        var company = await SandboxCompany.OpenAsync(books, $"9130350000000{seed}", kind);
        var generator = Generator(company.Facts, seed);
        var cases = new List<DocumentCase>();
        var held = 0;

        for (var i = 0; i < orders; i++)
        {
            var generated = generator.Next();
            var order = WooJson.Order(generated.Json());
            if (Drafted(generated, seed, () => DocumentCase.OfOrder(company, Mapping(company.Facts, generated), order)) is { } sale)
            {
                cases.Add(sale);
            }
            else
            {
                held++;
                Assert.True(Math.Abs(order.Total - InCents(order)) > RoundingCents / 100m, $"seed {seed}: held although it adds up\n{generated.Json()}");
            }
            foreach (var refund in WooJson.Refunds(generated.RefundsJson()))
                cases.Add(Drafted(generated, seed, () => DocumentCase.OfRefund(company, Mapping(company.Facts, generated), order, refund))
                    ?? throw new Xunit.Sdk.XunitException($"seed {seed}: refund {refund.Id} was held\n{generated.Json()}"));
        }
        var answers = await company.CreateAsync(cases);

        Assert.True(held < orders / 20, $"{held} of {orders} orders were held.");
        foreach (var (sent, answer) in cases.Zip(answers))
        {
            Assert.True(answer[sent.Kind] is JsonObject, $"seed {seed}, {sent.What}: {answer.ToJsonString()}\n{sent.Body.ToJsonString()}");
            var (total, tax) = Booked(answer, sent.Kind);
            Assert.True(total == sent.Draft.Total && (sent.Tax ?? tax) == tax, $"seed {seed}, {sent.What}: {sent.Draft.Total} with tax {sent.Tax} became {total} with {tax}\n{sent.Body.ToJsonString()}");
        }
    }

    [Theory]
    [InlineData("uk", 204)]
    [InlineData("ca", 205)]
    public async Task A_company_that_computes_tax_by_itself_comes_to_the_total_with_a_rounding_line_or_it_is_known_by_how_much_not(string kind, int seed)
    {
        await using var books = await Books.OpenAsync(new TestClock());
        var company = await SandboxCompany.OpenAsync(books, $"9130350000000{seed}", kind, """{"honoursTaxOverride":false}""");
        var generator = Generator(company.Facts, seed);
        var cases = new List<DocumentCase>();
        for (var i = 0; i < 500; i++)
        {
            var generated = generator.Next();
            if (Drafted(generated, seed, () => DocumentCase.OfOrder(company, Mapping(company.Facts, generated), WooJson.Order(generated.Json()))) is { } sale) cases.Add(sale);
        }
        var first = await company.CreateAsync(cases);
        var differing = cases.Zip(first, (sent, answer) => (Case: sent, Difference: sent.Draft.Total - Booked(answer, sent.Kind).Total)).Where(pair => pair.Difference != 0).ToList();
        var closed = differing.Where(pair => Math.Abs(pair.Case.Draft.Rounding + pair.Difference) <= RoundingCents / 100m).Select(pair => pair.Case.Rounded(pair.Difference)).ToList();
        var second = await company.CreateAsync(closed);

        Assert.True(differing.Count > 20, "the company agreed with the shop too often to show anything");
        Assert.True(closed.Count > differing.Count / 2, $"only {closed.Count} of {differing.Count} could be closed");
        foreach (var (sent, answer) in closed.Zip(second)) Assert.Equal(sent.Draft.Total, Booked(answer, sent.Kind).Total);
    }

    private static OrderGenerator Generator(CompanyFacts facts, int seed) => new(seed,
        facts.IsUs ? UnitedStates : [.. facts.TaxCodes!.Where(code => !code.IsZero).Select(code => (IReadOnlyList<decimal>)[.. code.Rates.Select(rate => rate.Percent)])], facts.IsUs);

    // One and several rates, as in New York, and odd ones.
    private static readonly IReadOnlyList<IReadOnlyList<decimal>> UnitedStates = [[7.25m], [4m, 4.875m], [8.875m], [6m, 1.25m, 0.5m], [2m]];

    private static BookMapping Mapping(CompanyFacts facts, GeneratedOrder order)
    {
        if (facts.IsUs) return new BookMapping();
        var taking = facts.TaxCodes!.Where(code => !code.IsZero).ToList();
        var codes = order.Shop.Rates.Values.Where(rates => rates.Any(rate => order.CodeOf.ContainsKey(rate.Id)))
            .ToDictionary(rates => string.Join('+', rates.Select(rate => rate.Id)), rates => taking[order.CodeOf[rates[0].Id]].Id);
        return new BookMapping { Tax = new TaxMapping { Codes = codes, Untaxed = facts.TaxCodes!.First(code => code.IsZero).Id } };
    }

    private static DocumentCase? Drafted(GeneratedOrder generated, int seed, Func<DocumentCase> draft)
    {
        try
        {
            return draft();
        }
        catch (FaultException fault)
        {
            Assert.True(fault.Fault.Code == "total_differs", $"seed {seed}: {fault.Fault.Message}\n{generated.Json()}\n{generated.RefundsJson()}");
            return null;
        }
    }

    // What the order says of itself, each part in the cents that a document can hold.
    private static decimal InCents(WooOrder order) =>
        order.LineItems.Sum(line => Cents.Round(line.Total)) + order.ShippingLines.Sum(line => Cents.Round(line.Total)) + order.FeeLines.Sum(line => Cents.Round(line.Total)) + order.TotalTax;

    private static (decimal Total, decimal Tax) Booked(JsonObject answer, string kind)
    {
        var document = Assert.IsType<JsonObject>(answer[kind]);
        var tax = document["TxnTaxDetail"] is JsonObject detail ? detail.Amount("TotalTax") ?? 0m : 0m;
        return (document.Amount("TotalAmt")!.Value, tax + document["Line"]!.AsArray().Where(line => (string?)line!["Description"] == "Sales tax").Sum(line => (decimal)line!["Amount"]!));
    }
}
